// What the door says in English.
import type { Translation } from "@madang/react";
import type { ko } from "./ko.ts";

export const en: Translation<typeof ko> = {
  house: "Name of this place",
  houseHint: "The name of your group or company. You can change it later.",
  houseExample: "Springfield Gardeners, for example",
  myName: "Your name",
  nameHint: "This is what others see.",
  handle: "Handle",
  handleHint: "You sign in with it. 2–32 small letters, Hangul or digits.",
  handleWrong: "Use 2–32 small letters, Hangul or digits, with single . - _ between them.",
  password: "Password",
  newPassword: "New password",
  passwordHint: "At least 10 characters. A short sentence is easy to remember.",
  passwordAlike: "Too much of the same. Use at least five different characters.",
  passwordWrong: "This password cannot be used. Choose one that is not your name or handle.",
  email: "E-mail",
  emailHint: "Helps when you forget your password.",
  emailWrong: "This does not look like an e-mail address. One looks like jiwoo@example.com.",

  setUpTitle: "Shall we open a new yard?",
  setUpText: "Nobody owns this place yet. Name it and make it yours.",
  setUp: "Open the yard",
  lookAround: "Come in with just a name",
  toSetUp: "Back to opening the yard",
  notOpenTitle: "This yard is not open yet",
  notOpenText:
    "It is opened with the address that the server wrote when it started (/setup#…). Whoever started the server has it.",
  setUpExpired: "This address cannot open the yard. Use the latest one that the server wrote.",

  signInTitle: "Welcome",
  signInText: "Good to see you again.",
  signIn: "Sign in",
  login: "Handle or e-mail",
  loginOnly: "Handle",
  forgot: "I forgot my password",
  or: "or",
  signInWith: (name) => `Sign in with ${name}`,
  asGuest: "Come in with just a name, without an account",
  toSignIn: "Sign in if you have an account",
  backToSignIn: "Back to signing in",
  register: "New here? Create an account",

  codeTitle: "One more step",
  codeText: "Enter the six digits that your authenticator app shows now. A recovery code will do as well.",
  code: "Code",
  codeWrong: "The code is not right. Is it the one that your app shows now?",
  confirm: "Confirm",
  otherAccount: "Sign in with another account",

  registerTitle: "Nice to meet you",
  registerText: (house) => `Create your account at ${house}.`,
  createAccount: "Create account",

  forgotTitle: "Forgot your password?",
  forgotText: "Tell us your handle or e-mail, and we will mail you a link to set a new one.",
  forgotByOwner: "Please ask an administrator of this place. They can make you a link to set a new password.",
  sendLink: "Send the link",
  sentTitle: "Look into your mailbox",
  sentText:
    "If we know an address of yours, a mail arrives in a moment. The link works for a short time only.",

  resetTitle: "Set a new password",
  resetText: "Afterwards you are signed out everywhere else.",
  reset: "Set password",
  resetDoneTitle: "Your password is changed",
  resetDoneText: "Now come in with the new one.",

  emailVerifiedTitle: "Your e-mail is verified",
  emailVerifiedText: "If you ever forget your password, we can help you by this address.",

  phoneTitle: "Sign in on this device?",
  phoneText:
    "You come in with the account of the QR code on the other screen. Only go on if you scanned it yourself.",
  phoneAlready: (name) => `You are signed in as ${name} now.`,

  joinTitle: (house) => `${house} is waiting for you`,
  joinBy: (by) => `${by} invites you.`,
  joinAs: (role) => `You come in as ${role}.`,
  joinRooms: "Rooms you will be in",
  joinGuestText: "Tell us your name and you are in.",
  joinPromoteTitle: "No longer a guest",
  joinPromoteText: "Choose a handle and a password, and everything you said so far stays yours.",
  joinAlready: (name) => `You are already in, as ${name}.`,
  join: "Come in",
  joinNew: "I have no account yet",
  expiredTitle: "This link works no more",
  expiredInvitation: "It has expired or was used up. Ask whoever sent it for a new invitation.",
  expiredReset: "It has expired or was used already. Please get a new one.",
  expiredEmail:
    "It has expired or was used already. Enter the address in your account again to get a new mail.",
  expiredPhone: "The QR code changes often. Show a new one on the computer.",
  noKeyText: "The end of the address seems to be missing. Please open the whole link.",
  goIn: "Go inside",
  failedTitle: "The server could not be reached",
  failedText: "Check your connection and try again.",

  guestTitle: "Welcome",
  guestText: (house) => `This is an open room of ${house}. Your name is all it takes to come in as a guest.`,
  guestClosed: "Guests cannot come into this room. Please sign in with an account.",

  roleOwner: "an owner",
  roleAdmin: "an administrator",
  roleMember: "a member",
  roleGuest: "a guest",
  roleBot: "a bot",
};
