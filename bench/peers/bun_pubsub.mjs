// Bun's own publish and subscribe: a room is a topic. Nothing is stored.
const server = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  fetch(request, server) {
    const room = new URL(request.url).pathname;
    return server.upgrade(request, { data: { room } }) ? undefined : new Response("WebSocket only", { status: 426 });
  },
  websocket: {
    perMessageDeflate: false,
    open(socket) {
      socket.subscribe(socket.data.room);
    },
    message(socket, frame) {
      const said = JSON.parse(frame);
      server.publish(socket.data.room, JSON.stringify({ message: said.text, time: new Date().toISOString() }));
    },
    close(socket) {
      socket.unsubscribe(socket.data.room);
    },
  },
});

console.log(`listening on http://127.0.0.1:${server.port}`);
