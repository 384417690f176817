// The public face of @madang/client.
export { createClient } from "./client.js";
export type { Clock } from "./clock.js";
export type { Environment } from "./environment.js";
export type { Method } from "./http.js";
export type { Observable } from "./observable.js";
export type { ClientOptions, Fetch, Socket, SocketMaker } from "./options.js";
export type { Failure, Refusal, Result } from "./result.js";
export { memoryStorage, type OutboxEntry, type Storage } from "./storage.js";
export type * from "./views.js";
