import { io } from 'socket.io-client';

const [url, code, text] = process.argv.slice(2);
const key = () => crypto.randomUUID();
const [headers, body] = [{ 'content-type': 'application/json' }, JSON.stringify({ key: key(), code })];
const visit = await fetch(`${url}/api/gallery/visits`, { method: 'POST', headers, body });
const extraHeaders = { cookie: visit.headers.getSetCookie()[0].split(';')[0] };
const auth = { ...(await visit.json()), protocolVersion: 1 };
const socket = io(url, { path: '/gallery/socket', transports: ['websocket'], extraHeaders, auth });
let now;
const show = (next) => {
  now = next;
  console.log(now.view.title, now.view.crowd, Object.values(now.view.questions));
};
socket.on('gallery:snapshot', show);
socket.on('gallery:tick', async ({ epoch, seq, patch }) => {
  if (epoch === now.epoch && seq <= now.seq) return;
  const fits = epoch === now.epoch && seq === now.seq + 1;
  show(fits ? { epoch, seq, view: merged(now.view, patch) } : (await ask('gallery:snapshot', {})).ok);
});
const ask = (name, payload) => socket.emitWithAck(name, payload);
const merged = (before, patch) => {
  if (patch?.constructor !== Object) return patch;
  const after = Object.entries({ ...before, ...patch }).filter(([name]) => patch[name] !== null);
  return Object.fromEntries(
    after.map(([name, value]) => [name, patch[name] ? merged(before?.[name], value) : value]),
  );
};
console.log(await ask('gallery:ask', { key: key(), text, name: null }));
