// ws on Node, as its documentation broadcasts: a loop over who is open, sending a frame's text that is made once.
// `bufferutil` is installed beside it, as the documentation recommends. Nothing is stored.
import { createServer } from "node:http";
import { WebSocket, WebSocketServer } from "ws";

const http = createServer();
const rooms = new Map();

new WebSocketServer({ server: http, perMessageDeflate: false }).on("connection", (socket, request) => {
  const room = rooms.get(request.url) ?? new Set();
  rooms.set(request.url, room.add(socket));
  socket.on("error", console.error);
  socket.on("close", () => room.delete(socket) && room.size === 0 && rooms.delete(request.url));
  socket.on("message", (frame) => {
    const text = JSON.stringify({ message: JSON.parse(frame).text, time: new Date().toISOString() });
    for (const listener of room) {
      if (listener.readyState === WebSocket.OPEN) {
        listener.send(text);
      }
    }
  });
});

http.listen(0, "127.0.0.1", () => console.log(`listening on http://127.0.0.1:${http.address().port}`));
