import { closeSync, existsSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Refused } from '../../server/demo/device.ts';
import { Dice } from '../../server/demo/dice.ts';
import { eachOf, Hall, inventedRoll, projectPaper } from '../../server/demo/hall.ts';
import { ServerProcess } from '../../server/demo/server-process.ts';
import { postCast } from '../../server/demo/tablet.ts';
import { AuditBundle } from '../../shared/bundle.ts';
import type { DiskState } from '../../shared/disk.ts';
import type { VoteId } from '../../shared/ids.ts';
import { broadcasts } from '../../shared/protocol.ts';
import { Ledger } from '../simulation/ledger.ts';
import { firstChoice } from './hall-fixture.ts';
import { withTmpfs } from './tmpfs.ts';

const DEPUTIES = 8;

/** Writes until not one byte more goes in. */
function fillUp(disk: string): void {
  const handle = openSync(join(disk, 'filler'), 'a');
  try {
    for (const size of [1 << 20, 1 << 12, 1]) {
      const chunk = Buffer.alloc(size, 1);
      try {
        while (writeSync(handle, chunk) > 0);
      } catch (error) {
        expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
      }
    }
  } finally {
    closeSync(handle);
  }
  expect(statfsSync(disk).bavail).toBe(0);
}

test('[B90] [B91] [B28] a disk that fills up in mid-vote loses nothing: casts wait, the vote is ended, room brings all back', () =>
  withTmpfs(24, async (disk) => {
    const heard: DiskState[] = [];
    const server = await ServerProcess.start(join(disk, 'data'), {
      LOG_LEVEL: 'info',
      DISK_WARN_MB: '8',
      DISK_MIN_MB: '3',
    });
    const witness = (from: string, text: string) => {
      if (from === 'server:disk') heard.push(broadcasts['server:disk'].parse(JSON.parse(text)));
    };
    const roll = inventedRoll(DEPUTIES);
    const plan = { title: '磁盘', body: 'congress', totalMembership: DEPUTIES, roll } as const;
    const hall = await Hall.open(server.url, server.setupCodes, plan, new Dice(1), { witness });
    try {
      await eachOf(hall.seats, (seat) => hall.signIn(seat));
      await hall.checkIn(hall.seats);
      const papers = await Promise.all(
        ['一', '二', '三'].map((title) => hall.drawUp(projectPaper(`第${title}项`, 5, 2))),
      );
      const readiness = async () => {
        const response = await fetch(`${server.url}/readyz`);
        return [response.status, await response.json()];
      };
      expect(await readiness()).toEqual([200, { ready: true }]);

      const first = await hall.openVote(papers[0]!);
      const [ballot] = await hall.seats[0]!.tablet.sheets(first);
      await eachOf(hall.seats, async ({ tablet }) => void (await tablet.fillIn(ballot!, firstChoice)));
      const [early, late] = [hall.seats.slice(0, 4), hall.seats.slice(4)];
      await eachOf(early, async ({ tablet }) => void (await tablet.send(ballot!.ballotId)));
      fillUp(disk);
      for (const { tablet } of late) {
        const refused = await postCast(server.url, tablet.kept.get(ballot!.ballotId)!.cast).catch(
          (error) => error,
        );
        expect(refused).toBeInstanceOf(Refused);
        expect((refused as Refused).refusal.code).toBe('unavailable');
      }
      // What was acknowledged is still known, and the same ballot is still the same.
      for (const { tablet } of early) {
        const { cast, receipt } = tablet.kept.get(ballot!.ballotId)!;
        expect(await postCast(server.url, cast)).toBe(receipt);
      }
      expect(await readiness()).toEqual([503, { ready: false, not: ['disk'] }]);
      expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ ok: true });
      const second = papers[1]!;
      const prepare = { type: 'PrepareVote', paperId: second, rehearsal: false } as const;
      expect(await hall.operator.refusalOf(prepare)).toBe('disk-almost-full');
      expect(heard.at(-1)).toEqual({ level: 'almostFull', freeMegabytes: 0, minMegabytes: 3 });

      // Tablets that ask on and on are answered as soon as there is room.
      const outboxes = eachOf(late, async ({ tablet }) => void (await tablet.send(ballot!.ballotId)));
      rmSync(join(disk, 'filler'));
      await outboxes;
      expect(await readiness()).toEqual([200, { ready: true }]);
      expect(heard.at(-1)!.level).toBe('fine');
      await expectExact(hall, first);

      // And a vote that is open is brought to its result on a disk with no room at all.
      const open = await hall.openVote(second);
      await eachOf(hall.seats, async ({ tablet }) => void (await tablet.vote(open, firstChoice)));
      expect(existsSync(join(server.dataDir, 'reserve'))).toBe(true);
      fillUp(disk);
      expect(await readiness()).toEqual([503, { ready: false, not: ['disk'] }]);
      await expectExact(hall, open);
      expect(existsSync(join(server.dataDir, 'reserve'))).toBe(false);
      rmSync(join(disk, 'filler'));
      await expectExact(hall, await voted(hall, await hall.openVote(papers[2]!)));
      const lines = server.output.split('\n').filter((line) => line.includes('free space on the disk'));
      expect(lines.map((line) => JSON.parse(line).level)).toEqual([
        'almostFull',
        'fine',
        'almostFull',
        'fine',
      ]);
      expect(server.output).not.toContain('"msg":"bug"');
    } finally {
      hall.leave();
      await server.stop();
    }
  }));

async function voted(hall: Hall, voteId: VoteId): Promise<VoteId> {
  await eachOf(hall.seats, async ({ tablet }) => void (await tablet.vote(voteId, firstChoice)));
  return voteId;
}

/** Close, seal, count and verify: exactly the ballots that have a receipt. */
async function expectExact(hall: Hall, voteId: VoteId): Promise<void> {
  const { audit, published } = await hall.finish(voteId);
  const bundle = AuditBundle.parse(JSON.parse(audit.text));
  const ledger = new Ledger();
  for (const { tablet } of hall.seats)
    ledger.acknowledge(tablet, new Set(bundle.urns.map((urn) => urn.ballotId)));
  expect(ledger.all).toHaveLength(DEPUTIES);
  expect(ledger.compare(bundle)).toEqual({ lost: 0, duplicated: 0 });
  expect(audit.verification.passed).toBe(true);
  expect(published.results![0]!.tally.returned).toBe(DEPUTIES);
}
