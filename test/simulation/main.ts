import { parseArgs } from 'node:util';
import { runPabulib } from './pabulib.ts';
import { lanzhou, runSitting } from './sitting.ts';

const { values } = parseArgs({
  options: {
    pabulib: { type: 'string' },
    seats: { type: 'string' },
    seed: { type: 'string', default: '1' },
    sittings: { type: 'string', default: '1' },
  },
});

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[0-9]+$/.test(text)) throw new Error(`--${name}: ${text} is not a whole number`);
  return Number(text);
}

function figures(run: object): string {
  return Object.entries(run)
    .map(([name, figure]) => `${name}=${figure}`)
    .join(' ');
}

const seed = wholeNumber('seed', values.seed)!;
if (values.pabulib !== undefined) {
  const seats = wholeNumber('seats', values.seats);
  const run = await runPabulib(values.pabulib, { seats, seed, tell: (line) => console.error(line) });
  for (const { projectId, approve } of run.counts) console.log(`count ${projectId} ${approve}`);
  if (run.runoff) console.log(`runoff ${run.runoff.among.join(' ')} for ${run.runoff.seats} seat(s)`);
  console.log(figures(run.summary));
  const { lost, duplicated, mismatches, verified } = run.summary;
  process.exitCode = lost === 0 && duplicated === 0 && mismatches === 0 && verified === 1 ? 0 : 1;
} else {
  const sittings = wholeNumber('sittings', values.sittings)!;
  for (let at = 0; at < sittings; at++) {
    const run = await runSitting({ ...lanzhou, seed: seed + at, tell: (line) => console.error(line) });
    console.log(`seed=${seed + at} ${figures(run)}`);
  }
}
