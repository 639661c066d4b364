import { readFileSync } from 'node:fs';
import { Dice } from '../../server/demo/dice.ts';
import { eachOf, Hall, inventedRoll } from '../../server/demo/hall.ts';
import { ServerProcess } from '../../server/demo/server-process.ts';
import { readPabulib } from '../../server/imports/pabulib.ts';
import type { Sheet } from '../../shared/ballot/paper.ts';
import { statutoryRules } from '../../shared/ballot/rules.ts';
import { AuditBundle } from '../../shared/bundle.ts';
import { withDataDir } from './data-dir.ts';
import { Ledger } from './ledger.ts';

export interface PabulibRun {
  counts: { projectId: string; approve: number }[];
  runoff: { among: string[]; seats: number } | null;
  summary: Record<string, number>;
}

/**
 * Holds the vote of a Pabulib file on a server of its own: one deputy per voter, every ballot through the whole protocol.
 * `mismatches` counts projects whose approvals differ from the file's own votes column.
 */
export async function runPabulib(
  file: string,
  options: { seats?: number | undefined; seed: number; tell?: (line: string) => void },
): Promise<PabulibRun> {
  const text = readFileSync(file, 'utf8');
  const instance = readPabulib(text);
  if ('wrong' in instance) throw new Error(`${file}: ${instance.wrong}`);
  const tell = options.tell ?? (() => {});
  return withDataDir(async (dataDir) => {
    const server = await ServerProcess.start(dataDir, { LOG_LEVEL: 'warn' });
    const dice = new Dice(options.seed);
    try {
      const voters = instance.votes;
      const hall = await Hall.open(
        server.url,
        server.setupCodes,
        {
          title: instance.meta.get('description') ?? 'Pabulib',
          body: 'congress',
          totalMembership: voters.length,
          roll: inventedRoll(voters.length),
          rules: { ...statutoryRules, project: { kind: 'project', form: 'tick', threshold: null } },
        },
        dice,
      );
      tell(`${voters.length} deputies on the roll`);
      await eachOf(hall.seats, (seat) => hall.signIn(seat));
      await hall.checkIn(hall.seats);
      tell('everyone is checked in');
      const voteId = await hall.openVote(await hall.importPabulib(text, options.seats));
      tell('the vote is open');

      const ledger = new Ledger();
      const turns = dice.shuffled(hall.seats.map((seat, at) => ({ seat, vote: voters[at]! })));
      await eachOf(
        turns,
        async ({ seat, vote }) => {
          const marking = (sheet: Sheet) =>
            Object.fromEntries(
              sheet.paper.items
                .filter((item) => vote.includes(item.itemId))
                .map((item) => [item.itemId, ['approve']]),
            ) as Record<string, ['approve']>;
          await seat.tablet.vote(voteId, marking);
          ledger.acknowledge(seat.tablet);
        },
        16,
      );
      tell(`${ledger.all.length} ballots acknowledged`);

      const { audit, published } = await hall.finish(voteId);
      hall.leave();
      const bundle = AuditBundle.parse(JSON.parse(audit.text));
      const { tally, outcome } = published.results![0]!;
      const approvals = new Map(tally.items.map((item) => [item.itemId as string, item.counts.approve ?? 0]));
      const mismatches = instance.projects.filter(
        ({ projectId, votes }) => votes !== null && votes !== approvals.get(projectId),
      ).length;
      return {
        counts: instance.projects.map(({ projectId }) => ({ projectId, approve: approvals.get(projectId)! })),
        runoff: outcome.kind === 'project' ? outcome.runoff : null,
        summary: {
          voters: voters.length,
          acked: ledger.all.length,
          returned: tally.returned,
          valid: tally.valid,
          invalid: tally.invalid,
          ...ledger.compare(bundle),
          mismatches,
          verified: audit.verification.passed ? 1 : 0,
        },
      };
    } finally {
      await server.stop();
    }
  });
}
