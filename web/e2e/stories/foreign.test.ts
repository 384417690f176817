// A page of another origin, opened in the browser of somebody who is signed in, can neither open the sockets
// nor change anything; its requests bear the cookie, for another port is the same site.
import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { stage, story } from "../stage.ts";

stage();

story("a page of another origin can neither open a socket nor post", async (scene) => {
  const keeper = await scene.guest("keeper");
  const room = await keeper.opens("우리 집");
  const jiu = await scene.window();
  await jiu.comesTo(room, "지우");
  await jiu.says("우리끼리");
  await jiu.sees("우리끼리");
  const [cookie] = await jiu.context.cookies();
  strictEqual(cookie?.name, "madang_session");

  let bore: string | undefined;
  const server = createServer((request, answer) => {
    bore ??= request.headers.cookie;
    answer.setHeader("content-type", "text/html").end("<title>elsewhere</title>");
  });
  await new Promise<void>((ready) => void server.listen(0, "127.0.0.1", ready));
  const page = await jiu.context.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  strictEqual(bore, `madang_session=${cookie.value}`, "the browser takes both for one site");

  const sockets = await page.evaluate(
    ({ house, room: id }) => {
      const opens = (path: string, protocols: string[]) =>
        new Promise<string>((told) => {
          const socket = new WebSocket(house.replace("http", "ws") + path, protocols);
          socket.addEventListener("open", () => told("open"));
          socket.addEventListener("error", () => told("refused"));
        });
      return Promise.all([
        opens("/ws", []),
        opens(`/ws/chat/${id}`, []),
        opens("/api/socket", ["madang.v1"]),
      ]);
    },
    { house: scene.house.url, room },
  );
  deepStrictEqual(sockets, ["refused", "refused", "refused"]);

  const requests = await page.evaluate(
    async ({ house, room: id }) => {
      const asks = async (path: string, init: RequestInit) => {
        try {
          const answer = await fetch(house + path, { credentials: "include", ...init });
          return answer.type === "opaque" ? "opaque" : `read ${answer.status}`;
        } catch {
          return "refused";
        }
      };
      const message = JSON.stringify({ id: "01a00000-0000-7000-8000-00000000f0f0", text: "밖에서 온 글" });
      const post = { method: "POST", body: message };
      const json = { "content-type": "application/json" };
      const account = `{"name":"가짜","handle":"fake","login":"fake","password":"correct horse battery"}`;
      const claim = account.replace("{", `{"house":"가짜",`).replace(`"login":"fake",`, "");
      return {
        simple: await asks(`/api/rooms/${id}/messages`, { ...post, mode: "no-cors" }),
        json: await asks(`/api/rooms/${id}/messages`, { ...post, headers: json }),
        leave: await asks(`/api/rooms/${id}/members/me`, { method: "DELETE" }),
        rename: await asks("/api/people/me", { method: "PATCH", body: `{"name":"가짜"}`, headers: json }),
        session: await asks("/api/session", { method: "POST", body: `{"name":"가짜"}`, mode: "no-cors" }),
        claim: await asks("/api/house/owner", { method: "POST", body: claim, mode: "no-cors" }),
        claimJson: await asks("/api/house/owner", { method: "POST", body: claim, headers: json }),
        register: await asks("/api/session/register", { method: "POST", body: account, mode: "no-cors" }),
        signIn: await asks("/api/session/password", { method: "POST", body: account, mode: "no-cors" }),
        phone: await asks("/api/session/phone", { method: "POST", mode: "no-cors" }),
        token: await asks("/api/tokens", {
          method: "POST",
          body: `{"name":"가짜","rights":["read"]}`,
          headers: json,
        }),
        signOutElsewhere: await asks("/api/sessions", { method: "DELETE" }),
        picture: await asks("/api/people/me/picture", { method: "PUT", body: "x" }),
        house: await asks("/api/house", { method: "PATCH", body: `{"welcome":"가짜"}`, headers: json }),
        erase: await asks("/api/people/me", { method: "DELETE", body: `{"password":""}`, headers: json }),
        account: await asks("/api/people/me/account", {}),
        export: await asks("/api/people/me/export", {}),
        sessions: await asks("/api/sessions", {}),
        read: await asks(`/api/rooms/${id}/messages`, {}),
      };
    },
    { house: scene.house.url, room },
  );
  deepStrictEqual(requests, {
    simple: "opaque",
    json: "refused",
    leave: "refused",
    rename: "refused",
    session: "opaque",
    claim: "opaque",
    claimJson: "refused",
    register: "opaque",
    signIn: "opaque",
    phone: "opaque",
    token: "refused",
    signOutElsewhere: "refused",
    picture: "refused",
    house: "refused",
    erase: "refused",
    account: "refused",
    export: "refused",
    sessions: "refused",
    read: "refused",
  });
  server.close();
  server.closeAllConnections();

  deepStrictEqual(
    (await keeper.history(room)).map(({ text }) => text),
    ["우리끼리"],
  );
  deepStrictEqual(await jiu.context.cookies(), [cookie]);
  const face = await keeper.asks<{ claimed: boolean; welcome: string }>("GET", "/house");
  deepStrictEqual([face.claimed, face.welcome], [false, ""]);
  const { members } = await keeper.asks<{ members: { name: string }[] }>("GET", `/rooms/${room}/members`);
  deepStrictEqual(members.map(({ name }) => name).toSorted(), ["keeper", "지우"]);
  await jiu.says("아직 여기 있어요");
  await jiu.sees("아직 여기 있어요");
});
