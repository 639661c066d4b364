import { parseArgs } from 'node:util';
import { runInquiry } from './inquiry.ts';
import { runPabulib } from './pabulib.ts';
import { lanzhou, runSitting } from './sitting.ts';

const tell = (line: string) => console.error(line);

function figures(run: object): string {
  return Object.entries(run)
    .map(([name, figure]) => `${name}=${figure}`)
    .join(' ');
}

function wholeNumber(name: string, text: string): number {
  if (!/^[0-9]{1,9}$/.test(text)) throw new Error(`--${name}: ${text} is not a whole number`);
  return Number(text);
}

/** Holds the vote of a Pabulib file. Whether everything was counted once and as the file has it. */
async function pabulib(file: string, seats: number | undefined, seed: number): Promise<boolean> {
  const run = await runPabulib(file, { seats, seed, tell });
  for (const { projectId, approve } of run.counts) console.log(`count ${projectId} ${approve}`);
  if (run.runoff) console.log(`runoff ${run.runoff.among.join(' ')} seats ${run.runoff.seats}`);
  console.log(figures(run.summary));
  const { lost, duplicated, mismatches, verified } = run.summary;
  return lost === 0 && duplicated === 0 && mismatches === 0 && verified === 1;
}

/** Sittings by chance, one after another; the first that fails throws with its seed. */
async function sittings(howMany: number, seed: number): Promise<boolean> {
  for (let at = 0; at < howMany; at++) {
    tell(`seed ${seed + at}`);
    const run = await runSitting({ ...lanzhou, seed: seed + at, tell });
    console.log(`seed=${seed + at} ${figures(run)}`);
  }
  return true;
}

/** An inquiry before so many viewers. Throws with its seed where something is not as it was acknowledged. */
async function inquiry(viewers: number, seed: number): Promise<boolean> {
  tell(`seed ${seed}`);
  const pace = { acts: 10, paceMs: 8000, kills: 4, galleryTickMs: 1000 };
  console.log(`seed=${seed} ${figures(await runInquiry({ seed, viewers, ...pace, tell }))}`);
  return true;
}

try {
  const { values } = parseArgs({
    options: {
      pabulib: { type: 'string' },
      inquiry: { type: 'boolean', default: false },
      viewers: { type: 'string', default: '2000' },
      seats: { type: 'string' },
      seed: { type: 'string', default: '1' },
      sittings: { type: 'string', default: '1' },
    },
  });
  const seed = wholeNumber('seed', values.seed);
  const seats = values.seats === undefined ? undefined : wholeNumber('seats', values.seats);
  const sound = values.inquiry
    ? await inquiry(wholeNumber('viewers', values.viewers), seed)
    : values.pabulib === undefined
      ? await sittings(wholeNumber('sittings', values.sittings), seed)
      : await pabulib(values.pabulib, seats, seed);
  process.exitCode = sound ? 0 : 1;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
