// @madang/react: hooks over @madang/client. The components are in @madang/react/ui.
export { useChatWebSocket, type Chat, type ChatOptions } from "./hooks/chat.ts";
export { MadangProvider, useClient, type MadangProviderProps } from "./hooks/provider.tsx";
export { useConnectionStatus, useMe, useSession } from "./hooks/connection.ts";
export { useRoom, useRoomHandle, useRooms } from "./hooks/rooms.ts";
export { useMessage, useMessages, useTimeline } from "./hooks/messages.ts";
export { useMembers, useNameOf, usePresence, useTyping } from "./hooks/people.ts";
export { TEXT_LIMIT, useComposer, type ComposerHandle, type ComposerOptions } from "./hooks/composer.ts";
export { useBlocked, useIsBlocked } from "./hooks/blocks.ts";
export {
  isStaff,
  looksAfter,
  useLooksAfter,
  useSlowMode,
  useStanding,
  type Standing,
} from "./hooks/standing.ts";
export { useReadMark } from "./hooks/readmark.ts";
export { statusesOf, useStatus, type Status } from "./hooks/statuses.ts";
export { drafts, useHasDraft } from "./hooks/drafts.ts";
export { useGuest, useJoined } from "./hooks/entrance.ts";
export type { RoomCommands } from "./hooks/commands.ts";
export { useObservable, useSelected } from "./hooks/observable.ts";
export { useField, type FieldHandle } from "./ime/useField.ts";
export { watchField, type Arrow, type Field, type FieldKeys, type FieldWatch } from "./ime/field.ts";
export { particleFor, withParticle, type Particle } from "./words/particles.ts";
export { browserLocale, LOCALES, type Locale, type Translation } from "./words/locale.ts";
export { LocaleProvider, useLocale } from "./words/words.tsx";
