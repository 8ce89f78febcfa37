// Does what a user does by @ctrl/transmission, and prints what the client sees after each step as a line of JSON.
import { readFileSync } from 'node:fs';
import { Transmission } from '@ctrl/transmission';

const [baseUrl, torrentFile, magnet, folder, otherFolder] = process.argv.slice(2);
const client = new Transmission({ baseUrl, path: '/transmission/rpc', username: 'admin', password: 'admin' });
const say = (step, value) => console.log(JSON.stringify({ step, value }));

let last;
const until = async (what, look) => {
  const deadline = Date.now() + 20000;
  for (;;) {
    const value = await look();
    if (value) {
      return value;
    }
    if (Date.now() > deadline) {
      throw new Error('not in time: ' + what + '; last: ' + JSON.stringify(last));
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
const state = (id, wanted) =>
  until(wanted, async () => {
    const torrent = await client.getTorrent(id);
    last = torrent;
    return torrent.state === wanted && torrent;
  });

say('version', (await client.getSession()).arguments.version);
const options = { paused: true, 'download-dir': folder };
const { hashString: id } = (await client.addTorrent(readFileSync(torrentFile), { ...options, labels: ['judged'] }))
  .arguments['torrent-added'];
const added = await client.getTorrent(id);
say('added', { name: added.name, label: added.label, isCompleted: added.isCompleted });
await client.resumeTorrent(id);
say('resumed', (await state(id, 'seeding')).progress);
const second = (await client.addMagnet(magnet, options)).arguments['torrent-added'];
say('magnet', second.name);
await client.pauseTorrent(id);
say('paused', (await state(id, 'paused')).state);
await client.verifyTorrent(id);
await client.resumeTorrent(id);
say('verified', (await state(id, 'seeding')).progress);
await client.setTorrent(id, {
  downloadLimit: 70,
  downloadLimited: true,
  labels: ['one', 'two'],
  'files-unwanted': [1],
  'priority-high': [0],
});
const fields = ['downloadLimit', 'downloadLimited', 'labels', 'wanted', 'priorities'];
const set = (await client.listTorrents(id, fields)).arguments.torrents[0];
say('set', Object.fromEntries(fields.map((name) => [name, set[name]])));
await client.moveTorrent(id, otherFolder);
say('moved', (await until('moved', async () => {
  const torrent = await client.getTorrent(id);
  return torrent.savePath === otherFolder && torrent;
})).savePath);
await client.renamePath(id, { path: 'content/a.mkv', name: 'film.mkv' });
say('renamed', (await client.listTorrents(id)).arguments.torrents[0].files[0].name);
say('all', (await client.getAllData()).torrents.map((torrent) => torrent.name).sort());
await client.removeTorrent(id, true);
say('left', (await client.getAllData()).torrents.map((torrent) => torrent.name));
