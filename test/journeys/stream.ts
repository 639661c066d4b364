import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BrowserContext } from '@playwright/test';

/** Where the host of an inquiry would have the stream; nobody is asked there. */
export const streamUrl = 'https://stream.example.org/live.m3u8';

/** Four seconds of a changing colour, as a browser recorded them: H.264 in a fragmented MP4. */
const film = readFileSync(fileURLToPath(new URL('../fixtures/stream.mp4', import.meta.url)));

/** Where each fragment of it begins. */
function fragments(): number[] {
  const starts: number[] = [];
  for (let at = 0; at < film.length; at += film.readUInt32BE(at)) {
    if (film.toString('latin1', at + 4, at + 8) === 'moof') starts.push(at);
  }
  return starts;
}

/** Stands in for that host: an HLS playlist, its first part, and a segment for each fragment. */
export async function serveStream(context: BrowserContext): Promise<void> {
  const starts = fragments();
  const playlist = [
    '#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:2\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-MAP:URI="begin.mp4"',
    ...starts.map((_, at) => `#EXTINF:1.0,\n${at}.m4s`),
    '#EXT-X-ENDLIST\n',
  ].join('\n');
  await context.route('https://stream.example.org/**', (route) => {
    const name = route.request().url().split('/').at(-1)!;
    const at = Number.parseInt(name, 10);
    const body = name.endsWith('.m3u8')
      ? playlist
      : name === 'begin.mp4'
        ? film.subarray(0, starts[0])
        : film.subarray(starts[at], starts[at + 1] ?? film.length);
    return route.fulfill({ headers: { 'access-control-allow-origin': '*' }, body });
  });
}
