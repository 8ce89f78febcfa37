// Does what a user of Flood does, by its REST API, and prints what Flood sees after each step as a line of JSON.
import { readFileSync } from 'node:fs';

const [base, torrentFile, magnet, folder, otherFolder] = process.argv.slice(2);
const say = (step, value) => console.log(JSON.stringify({ step, value }));
let cookie = '';

const api = async (method, path, body) => {
  const response = await fetch(base + '/api' + path, {
    method,
    headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${method} ${path}: ${response.status} ${text}`);
  }
  cookie = response.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ') || cookie;
  return text && JSON.parse(text);
};
let last;
const until = async (what, look, patience = 30000) => {
  const deadline = Date.now() + patience;
  for (;;) {
    const value = await look().catch((e) => ((last = e.message), undefined));
    if (value) {
      return value;
    }
    if (Date.now() > deadline) {
      throw new Error('not in time: ' + what + '; last: ' + JSON.stringify(last));
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};
const torrents = async () => (last = Object.values((await api('GET', '/torrents')).torrents));
const named = async (name) => (await torrents()).find((torrent) => torrent.name === name);
const seen = (what, name, test) =>
  until(what, async () => {
    const torrent = await named(name);
    return torrent && test(torrent) && torrent;
  });

await until('Flood is up', () => api('GET', '/auth/verify'));
await until('connected', async () => (await api('GET', '/client/connection-test')).isConnected);
const more = { destination: folder, isBasePath: false, isCompleted: false, isSequential: false };
await api('POST', '/torrents/add-files', {
  files: [readFileSync(torrentFile).toString('base64')],
  tags: ['judged'],
  start: true,
  ...more,
});
const added = await seen('seeding', 'content', (torrent) => torrent.status.includes('seeding'));
say('added', { percentComplete: added.percentComplete, directory: added.directory, tags: added.tags });
await api('POST', '/torrents/add-urls', { urls: [magnet], tags: [], start: false, ...more });
say('magnet', (await seen('magnet', 'linked', () => true)).name);
const hashes = [added.hash];
await api('POST', '/torrents/stop', { hashes });
say('stopped', (await seen('stopped', 'content', (torrent) => torrent.status.includes('stopped'))).name);
await api('POST', '/torrents/check-hash', { hashes });
await api('POST', '/torrents/start', { hashes });
say('started', (await seen('started', 'content', (torrent) => torrent.status.includes('seeding'))).percentComplete);
await api('PATCH', '/torrents/tags', { hashes, tags: ['one', 'two'] });
say('tags', (await seen('tags', 'content', (torrent) => torrent.tags.length === 2)).tags);
await api('PATCH', `/torrents/${added.hash}/contents`, { indices: [1], priority: 0 });
say('contents', (await api('GET', `/torrents/${added.hash}/contents`)).map((file) => [file.path, file.priority]));
await api('PATCH', '/client/settings', { throttleGlobalDownSpeed: 70 * 1024 });
say('limit', (await api('GET', '/client/settings')).throttleGlobalDownSpeed);
await api('POST', '/torrents/move', {
  hashes,
  destination: otherFolder,
  moveFiles: true,
  isBasePath: false,
  isCheckHash: false,
});
say('moved', (await seen('moved', 'content', (torrent) => torrent.directory === otherFolder)).directory);
await api('POST', '/torrents/delete', { hashes, deleteData: true });
say('left', await until('removed', async () => {
  const names = (await torrents()).map((torrent) => torrent.name);
  return names.length === 1 && names;
}));
