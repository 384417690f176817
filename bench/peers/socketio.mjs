// Socket.IO with its rooms, tuned as its documentation recommends: WebSocket only, `bufferutil` beside ws, and the
// first request of each connection is let go. Nothing is stored.
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer();
const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false, serveClient: false });

io.engine.on("connection", (raw) => {
  raw.request = null;
});

io.on("connection", (socket) => {
  const { room } = socket.handshake.auth;
  socket.join(room);
  socket.on("message", (said) => {
    io.to(room).emit("message", { message: said.text, time: new Date().toISOString() });
  });
});

http.listen(0, "127.0.0.1", () => console.log(`listening on http://127.0.0.1:${http.address().port}`));
