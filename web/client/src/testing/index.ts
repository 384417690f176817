// @madang/client/testing: a whole server in memory, and a clock to hold.
export { testClock, type TestClock } from "./clock.js";
export { TestServer } from "./server.js";
export type { ServerRoom } from "./room.js";
export { Troubles } from "./troubles.js";
