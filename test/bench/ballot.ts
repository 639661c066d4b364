import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Dice } from '../../server/demo/dice.ts';
import { eachOf, Hall, inventedRoll, projectPaper } from '../../server/demo/hall.ts';
import { ServerProcess } from '../../server/demo/server-process.ts';
import { postCast } from '../../server/demo/tablet.ts';
import { AuditBundle } from '../../shared/bundle.ts';
import { withDataDir } from '../simulation/data-dir.ts';
import { Ledger } from '../simulation/ledger.ts';

const DEPUTIES = 304;
const ENTITLED = 336;
const ROUNDS = 3;

interface Round {
  issue: number[];
  cast: number[];
  burstMs: number;
  closeToResultMs: number;
  lost: number;
  /** Whether every acknowledged ballot stood in the urn's file when the last one was acknowledged. */
  onDisk: boolean;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * percent) / 100) - 1)]!;
}
const median = (values: readonly number[]) => percentile(values, 50);

/** One vote: credentials by socket, ballots signed beforehand, all sent within a second, close to verified result. */
async function round(
  hall: Hall,
  paperId: Awaited<ReturnType<Hall['drawUp']>>,
  spreadMs: number,
  dataDir: string,
): Promise<Round> {
  const seats = hall.seats.slice(0, DEPUTIES);
  const voteId = await hall.openVote(paperId);
  const [sheet] = await seats[0]!.tablet.sheets(voteId);
  for (const { tablet } of seats) tablet.prepare(sheet!);
  const issue: number[] = [];
  await eachOf(
    seats,
    async ({ tablet }) => {
      issue.push(
        await timed(() =>
          tablet.fillIn(sheet!, ({ paper }) => ({ [hall.dice.pick(paper.items).itemId]: ['approve'] })),
        ),
      );
    },
    32,
  );

  const cast: number[] = [];
  const sent = performance.now();
  await Promise.all(
    seats.map(async ({ tablet }, at) => {
      if (spreadMs > 0) await new Promise((go) => setTimeout(go, (at * spreadMs) / DEPUTIES));
      const kept = tablet.kept.get(sheet!.ballotId)!;
      cast.push(
        await timed(async () => {
          kept.receipt = await postCast(hall.url, kept.cast);
        }),
      );
    }),
  );
  const burstMs = performance.now() - sent;

  const urnFile = readFileSync(join(dataDir, 'urns', `${sheet!.ballotId}.urn`));
  const onDisk = seats.every(({ tablet }) =>
    urnFile.includes(tablet.kept.get(sheet!.ballotId)!.keys.publicKey),
  );
  const ledger = new Ledger();
  for (const { tablet } of seats) ledger.acknowledge(tablet, new Set([sheet!.ballotId]));
  let bundle = '';
  const closeToResultMs = await timed(async () => {
    const { audit } = await hall.finish(voteId);
    bundle = audit.text;
  });
  return {
    issue,
    cast,
    burstMs,
    closeToResultMs,
    onDisk,
    lost: ledger.compare(AuditBundle.parse(JSON.parse(bundle))).lost,
  };
}

await withDataDir(async (dataDir) => {
  const server = await ServerProcess.start(dataDir, { LOG_LEVEL: 'warn' });
  try {
    const plan = {
      title: 'bench',
      body: 'congress',
      totalMembership: ENTITLED,
      roll: inventedRoll(ENTITLED),
    } as const;
    const hall = await Hall.open(server.url, server.setupCodes, plan, new Dice(1));
    const present = hall.seats.slice(0, DEPUTIES);
    await eachOf(present, (seat) => hall.signIn(seat));
    await hall.checkIn(present);
    const results: Record<'atOnce' | 'inOneSecond', Round[]> = { atOnce: [], inOneSecond: [] };
    for (let at = 0; at < ROUNDS; at++) {
      for (const [name, spreadMs] of [
        ['atOnce', 0],
        ['inOneSecond', 1000],
      ] as const) {
        const done = await round(
          hall,
          await hall.drawUp(projectPaper(`${name} ${at}`, 13, 10)),
          spreadMs,
          dataDir,
        );
        results[name].push(done);
        console.log(
          `${name.padEnd(12)} cast p50 ${percentile(done.cast, 50).toFixed(0)} ms, p99 ${percentile(done.cast, 99).toFixed(0)} ms, all answered after ${done.burstMs.toFixed(0)} ms; close to result ${done.closeToResultMs.toFixed(0)} ms`,
        );
      }
    }
    hall.leave();
    const all = [...results.atOnce, ...results.inOneSecond];
    const of = (rounds: readonly Round[], figure: (one: Round) => number) =>
      median(rounds.map(figure)).toFixed(1);
    const lost = all.reduce((sum, one) => sum + one.lost, 0);
    process.exitCode = lost === 0 ? 0 : 1;
    console.log(
      [
        `deputies=${DEPUTIES}`,
        `issue_p99_ms=${of(all, ({ issue }) => percentile(issue, 99))}`,
        `cast_p50_ms=${of(results.inOneSecond, ({ cast }) => percentile(cast, 50))}`,
        `cast_p99_ms=${of(results.inOneSecond, ({ cast }) => percentile(cast, 99))}`,
        `burst_s=${(Number(of(results.inOneSecond, ({ burstMs }) => burstMs)) / 1000).toFixed(2)}`,
        `close_to_result_ms=${of(all, ({ closeToResultMs }) => closeToResultMs)}`,
        `ack_to_disk=${all.every(({ onDisk }) => onDisk) ? 1 : 0}`,
        `lost=${lost}`,
      ].join(' '),
    );
  } finally {
    await server.stop();
  }
});
