import { appendFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { LocalChannels } from '../../server/gallery/exchange/channels.ts';

/** Loaded into the server before its own program: notes when each tick of the live view is published, and changes nothing else. */
const file = process.env['NOTE_PUBLISHES']!;
const publish = LocalChannels.prototype.publish;
LocalChannels.prototype.publish = function (...published) {
  const [, channel, tick] = published;
  if (channel === 'live') appendFileSync(file, `${tick.seq} ${performance.timeOrigin + performance.now()}\n`);
  publish.apply(this, published);
};
