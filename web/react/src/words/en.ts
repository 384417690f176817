// What the components say in English.
import type { ko } from "./ko.ts";
import type { Translation } from "./locale.ts";

const people = (count: number) => (count === 1 ? "1 person" : `${count} people`);
const list = new Intl.ListFormat("en", { style: "long", type: "conjunction" });

export const en: Translation<typeof ko> = {
  connected: "Connected",
  connecting: "Connecting…",
  disconnected: "Disconnected",
  reconnecting: "Reconnecting…",
  stayAway: "Connection closed",
  signedOut: "Signed out",
  lostBar: "Connection lost. What you write will be sent once it is back.",
  lostIn: (seconds) => `Connection lost. Trying again in ${seconds} s.`,
  reconnectNow: "Reconnect now",
  endedBar: "The connection has ended.",

  placeholder: "Write a message…",
  send: "Send",
  composerLabel: (room) => `Message to ${room}`,
  hint: "Enter to send · Shift+Enter for a new line",
  left: (count) => `${count.toLocaleString("en-US")} left`,
  over: (count) => `${count.toLocaleString("en-US")} too many`,
  tooLong: "That is too long. Please shorten it a little.",

  typingWho: (names, others) =>
    others > 0
      ? `${names[0] ?? ""} and ${others === 1 ? "1 other" : `${others} others`}`
      : list.format(names),
  typingVerb: (count) => (count === 1 ? " is typing…" : " are typing…"),
  typingSomeone: "Someone is typing…",
  typingMany: "Several people are typing…",

  timeline: (room) => `Messages in ${room}`,
  newLine: "New since you left",
  newMessages: (count) => (count === 1 ? "1 new message" : `${count} new messages`),
  from: (name, others) => (others > 0 ? `${name} and ${people(others)} more` : name),
  toLatest: "Jump to latest",
  loadingOlder: "Fetching earlier messages…",
  loadFailed: "The messages could not be fetched.",
  tryAgain: "Try again",
  beginning: (room) => `This is where ${room} begins`,
  quiet: "Nothing here yet. Say hello.",

  guest: "guest",
  someone: "Someone",
  edited: "edited",
  deleted: "This message was deleted",
  sending: "Sending",
  waiting: "Will be sent once connected",
  failed: (why) => `Not sent. ${why}`,
  retry: "Send again",
  rewrite: "Edit",
  discard: "Discard",

  actions: "Message actions",
  copy: "Copy",
  copied: "Copied",
  edit: "Edit",
  remove: "Delete",
  save: "Save",
  cancel: "Cancel",
  editLabel: "Edit message",
  editHint: "Enter to save · Esc to cancel",
  removeTitle: "Delete this message?",
  removeText: "It disappears for everyone and cannot be brought back.",
  editFailed: (why) => `Not changed. ${why}`,
  removeFailed: (why) => `Not deleted. ${why}`,
  copyCode: "Copy code",

  peopleHere: (count) => `${people(count)} online`,
  members: "People",
  here: "online",
  away: "offline",
  you: "you",

  join: "Join",
  joinText: (room) => `Join ${room} to take part.`,
  joining: "Joining…",
  leave: "Leave",
  notFound: "There is no such room",
  notFoundText: "Its address may have changed, or it has closed its gate.",

  nameLabel: "Name",
  namePlaceholder: "What shall we call you?",
  enter: "Come in",
  nameMissing: "Please enter a name.",
  nameTooLong: "A name can have up to 40 characters.",

  whyNetwork: "The server could not be reached.",
  whyTooFast: "That was too fast. Please try again in a moment.",
  whyNotMember: "Join the room first.",
  whyForbidden: "That is not allowed.",
  whyGone: "It has been deleted.",
  whyNotFound: "It could not be found.",
  whyTooLong: "It is too long.",
  whyBlank: "An empty message cannot be sent.",
  whyUnavailable: "The server is busy for a moment.",
  whySignedOut: "Please come in again.",
  whyUnknown: "Something went wrong on the server.",
};
