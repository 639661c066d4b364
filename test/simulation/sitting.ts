import { setTimeout as sleep } from 'node:timers/promises';
import { Refused } from '../../server/demo/device.ts';
import { Dice } from '../../server/demo/dice.ts';
import { eachOf, Hall, inventedRoll, projectPaper, type Seat } from '../../server/demo/hall.ts';
import { ServerProcess } from '../../server/demo/server-process.ts';
import type { Mishaps } from '../../server/demo/tablet.ts';
import type { Choice, Paper, Sheet } from '../../shared/ballot/paper.ts';
import { choicesOf } from '../../shared/ballot/paper.ts';
import { AuditBundle } from '../../shared/bundle.ts';
import { fromBase64Url } from '../../shared/bytes.ts';
import type { ItemId, VoteId } from '../../shared/ids.ts';
import type { VoteView } from '../../shared/views.ts';
import { withDataDir } from './data-dir.ts';
import { Ledger } from './ledger.ts';
import { Watchman } from './watchman.ts';

export interface SittingPlan {
  seed: number;
  entitled: number;
  present: number;
  projects: number;
  seats: number;
  /** How often the server is killed in each vote. */
  kills: number;
  tell?: (line: string) => void;
}
export const lanzhou = { entitled: 336, present: 304, projects: 13, seats: 10, kills: 2 };

export interface SittingRun {
  votes: number;
  acked: number;
  returned: number;
  invalid: number;
  reissued: number;
  kills: number;
  lost: number;
  duplicated: number;
  leaks: number;
  verified: number;
}

const mishaps: Mishaps = { doubleTap: 12, lostAnswer: 15, droppedConnection: 10, reload: 8 };

/** Who meets with what in one vote. */
interface Casts {
  voters: Seat[];
  /** Their tablet is lost after it had its credential: staff and a scrutineer give another. */
  lost: Seat[];
  /** They take up a second tablet before they were given anything. */
  second: Seat[];
  /** They come while the vote is open. */
  late: Seat[];
  /** They leave before they have voted. */
  leavers: Seat[];
  /** In the hall to the end; they press nothing. */
  silent: Seat[];
}

/**
 * A whole sitting with everything that goes wrong in a real one: a project ballot, a motion and an appraisal. Throws with
 * the seed when an acknowledged ballot is not counted exactly once, anything else is counted, a mark is heard before
 * publication, or the verifier disagrees.
 */
export async function runSitting(plan: SittingPlan): Promise<SittingRun> {
  try {
    return await withDataDir((dataDir) => new SimulatedSitting(plan).run(dataDir));
  } catch (error) {
    throw new Error(`seed ${plan.seed}: ${(error as Error).message}`, { cause: error });
  }
}

class SimulatedSitting {
  readonly #plan: SittingPlan;
  readonly #dice: Dice;
  readonly #watchman = new Watchman();
  readonly #figures: SittingRun = {
    votes: 0,
    acked: 0,
    returned: 0,
    invalid: 0,
    reissued: 0,
    kills: 0,
    lost: 0,
    duplicated: 0,
    leaks: 0,
    verified: 1,
  };
  #server!: ServerProcess;
  #hall!: Hall;

  constructor(plan: SittingPlan) {
    this.#plan = plan;
    this.#dice = new Dice(plan.seed);
  }

  async run(dataDir: string): Promise<SittingRun> {
    const { entitled, present } = this.#plan;
    this.#server = await ServerProcess.start(dataDir, { LOG_LEVEL: 'warn' });
    try {
      this.#hall = await this.#open(entitled);
      const arrivals = this.#hall.seats.slice(0, present);
      await eachOf(arrivals, (seat) => this.#hall.signIn(seat));
      await this.#hall.checkIn(arrivals);
      this.#tell(`${present} of ${entitled} checked in`);
      for (const paper of this.#papers()) await this.#vote(paper);
      this.#hall.leave();
      this.#figures.leaks = this.#watchman.leaks.length;
      expectEqual(this.#watchman.leaks, [], 'heard before publication');
      return this.#figures;
    } finally {
      await this.#server.stop();
    }
  }

  #open(entitled: number): Promise<Hall> {
    const attendees = inventedRoll(6).map((entry, at) => ({
      ...entry,
      name: `列席${at + 1}`,
      seat: `列席-${at + 1}`,
      standing: 'nonVoting' as const,
    }));
    return Hall.open(
      this.#server.url,
      this.#server.setupCodes,
      {
        title: '第三次会议',
        body: 'congress',
        totalMembership: entitled,
        roll: [...inventedRoll(entitled), ...attendees],
      },
      this.#dice,
      { witness: this.#watchman.witness, mishaps },
    );
  }

  #papers(): Paper[] {
    const { projects, seats } = this.#plan;
    const item = (itemId: string, title: string) => ({ itemId: itemId as ItemId, title });
    return [
      projectPaper('民生实事项目票决', projects, seats),
      { kind: 'motion', title: '关于批准决定草案的表决', items: [item('m1', '决定草案')] },
      {
        kind: 'appraisal',
        title: '履职评议',
        items: [item('s1', '局长甲'), item('s2', '局长乙'), item('s3', '局长丙')],
      },
    ];
  }

  async #vote(paper: Paper): Promise<void> {
    const hall = this.#hall;
    const paperId = await hall.drawUp(paper);
    if (this.#dice.chance(50)) await this.#rehearse(paperId);
    const casts = this.#castRoles();
    const voteId = await hall.openVote(paperId);
    let votedSoFar = 0;
    const ledger = new Ledger();
    const cast = async (seat: Seat) => {
      await seat.tablet.vote(voteId, this.#marking(), 20);
      ledger.acknowledge(seat.tablet, voteBallots(await hall.inStage(voteId, 'open')));
      votedSoFar++;
    };
    await Promise.all([
      eachOf(casts.voters, cast, 24),
      this.#killAt(() => votedSoFar, casts.voters.length),
      ...casts.second.map(async (seat) => {
        await hall.replaceTablet(seat);
        await cast(seat);
      }),
      ...casts.lost.map(async (seat) => {
        await this.#loseTablet(seat, voteId);
        await cast(seat);
      }),
      ...casts.late.map(async (seat) => {
        await hall.signIn(seat);
        await this.#mustBeRefused(seat, voteId, 'deputy-not-present');
        await hall.checkIn([seat]);
        await cast(seat);
      }),
      ...casts.leavers.map(async (seat) => {
        await hall.operator.command({ type: 'CheckOut', deputyId: seat.deputyId });
        await this.#mustBeRefused(seat, voteId, 'deputy-not-present');
      }),
    ]);
    await this.#finish(voteId, paper, ledger, casts);
    await hall.checkIn(casts.leavers);
  }

  /** A few tablets try the paper; nothing of it may count later. */
  async #rehearse(paperId: Parameters<Hall['openVote']>[0]): Promise<void> {
    const voteId = await this.#hall.openVote(paperId, true);
    await eachOf(this.#dice.some(this.#present(), 10), async (seat) => {
      await seat.tablet.vote(voteId, this.#marking());
    });
    if (this.#dice.chance(50)) {
      await this.#hall.chair.command({ type: 'AbortVote', voteId, reason: '试投结束' });
      await this.#hall.inStage(voteId, 'aborted');
    } else {
      const { published } = await this.#hall.finish(voteId);
      if (!published.rehearsal) throw new Error('a rehearsal was published as a vote');
    }
  }

  #present(): Seat[] {
    return this.#hall.seats.slice(0, this.#arrived);
  }

  #late = 0;
  get #arrived(): number {
    return this.#plan.present + this.#late;
  }

  #castRoles(): Casts {
    const share = (part: number) => Math.max(1, Math.round(this.#plan.present / part));
    // Scrutineers vote first and keep their tablets: they are needed to approve reissues.
    const scrutineers = this.#hall.scrutineers;
    const others = this.#dice.shuffled(this.#present().filter((seat) => !scrutineers.includes(seat)));
    const take = (howMany: number) => others.splice(0, howMany);
    const lost = take(share(100));
    const second = take(share(100));
    const leavers = take(share(150));
    const silent = take(share(100));
    const late = this.#hall.seats.slice(this.#arrived, Math.min(this.#arrived + 2, this.#plan.entitled));
    this.#late += late.length;
    return { voters: [...scrutineers, ...others], lost, second, late, leavers, silent };
  }

  /** Marks by chance, among them too many, none at all and two grades at once, as hands do on paper. */
  #marking() {
    const dice = this.#dice.fork();
    return (sheet: Sheet): Record<string, Choice[]> => {
      const choices = choicesOf(sheet.rules);
      const { items } = sheet.paper;
      if (sheet.paper.kind === 'project') {
        const limit = sheet.paper.maxMarks;
        const howMany = dice.chance(4) ? Math.min(limit + 1, items.length) : dice.between(0, limit);
        return Object.fromEntries(dice.some(items, howMany).map(({ itemId }) => [itemId, ['approve']]));
      }
      const howMany = dice.chance(3) ? 2 : dice.chance(3) ? 0 : 1;
      return { [items[0]!.itemId]: dice.some(choices, howMany) };
    };
  }

  /** Kills the server as the vote goes on, and starts it again at once. */
  async #killAt(progress: () => number, voters: number): Promise<void> {
    for (let kill = 1; kill <= this.#plan.kills; kill++) {
      const at = Math.floor((voters * kill) / (this.#plan.kills + 1));
      while (progress() < at) await sleep(5);
      await this.#server.kill();
      await this.#server.start();
      this.#figures.kills++;
    }
  }

  /** The credential is issued, then the tablet is gone; the new one gets its own only after two people agreed. */
  async #loseTablet(seat: Seat, voteId: VoteId): Promise<void> {
    const hall = this.#hall;
    const [first] = await seat.tablet.sheets(voteId);
    await seat.tablet.fillIn(first!, this.#marking());
    await hall.replaceTablet(seat);
    await this.#mustBeRefused(seat, voteId, 'credential-already-issued');
    await hall.reissue(voteId, seat.deputyId);
    this.#figures.reissued++;
  }

  async #mustBeRefused(seat: Seat, voteId: VoteId, code: string): Promise<void> {
    const [first] = await seat.tablet.sheets(voteId);
    try {
      await seat.tablet.fillIn(first!, this.#marking());
    } catch (error) {
      if (error instanceof Refused && error.refusal.code === code) return;
      throw error;
    }
    throw new Error(`${code} was expected, the credential was issued`);
  }

  async #finish(voteId: VoteId, paper: Paper, ledger: Ledger, casts: Casts): Promise<void> {
    const { audit, published } = await this.#hall.finish(voteId);
    const bundle = AuditBundle.parse(JSON.parse(audit.text));
    const { lost, duplicated } = ledger.compare(bundle);
    const voted = casts.voters.length + casts.second.length + casts.lost.length + casts.late.length;
    const sheets = published.ballots.length;
    expectEqual(ledger.all.length, voted * sheets, 'every voter is acknowledged on every sheet');
    expectEqual({ lost, duplicated }, { lost: 0, duplicated: 0 }, 'acknowledged and counted');
    expectEqual(published.reissued.length, casts.lost.length, 'reissued deputies are named');
    expectEqual(
      published.results!.map(({ tally }) => tally.items),
      expectedItems(ledger, published, paper),
      'tally',
    );
    const figures = this.#figures;
    figures.votes++;
    figures.acked += ledger.all.length;
    for (const { tally } of published.results!) {
      expectEqual(tally.returned, voted, 'returned');
      figures.returned += tally.returned;
      figures.invalid += tally.invalid;
    }
    figures.lost += lost;
    figures.duplicated += duplicated;
    if (!audit.verification.passed) figures.verified = 0;
    this.#tell(`${paper.kind}: ${voted} voted, ${published.results![0]!.tally.invalid} invalid, verified`);
  }

  #tell(line: string): void {
    this.#plan.tell?.(line);
  }
}

function voteBallots(vote: VoteView): ReadonlySet<string> {
  return new Set(vote.ballots.map(({ ballotId }) => ballotId));
}

/** The tally, counted a second time and in another way: from what the tablets remember. */
function expectedItems(ledger: Ledger, vote: VoteView, paper: Paper): unknown {
  return vote.results!.map(({ ballotId, tally }) =>
    tally.items.map((item) => {
      const at =
        paper.kind === 'appraisal' ? 0 : paper.items.findIndex(({ itemId }) => itemId === item.itemId);
      const counts = Object.fromEntries(Object.keys(item.counts).map((choice) => [choice, 0]));
      const names = Object.keys(counts);
      let unmarked = 0;
      for (const cast of ledger.all) {
        const marks = fromBase64Url(cast.marks)!;
        const approvals = marks.filter((byte) => byte === 1).length;
        const spoilt =
          cast.ballotId !== ballotId ||
          (paper.kind === 'project' ? approvals > paper.maxMarks : ![1, 2, 4].includes(marks[0]!));
        if (spoilt) continue;
        const byte = marks[at]!;
        if (byte === 0) unmarked++;
        else counts[names[Math.log2(byte)]!]!++;
      }
      return { itemId: item.itemId, counts, unmarked, invalidMarks: 0 };
    }),
  );
}

function expectEqual(actual: unknown, expected: unknown, what: string): void {
  const [got, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (got !== wanted) throw new Error(`${what}: ${got.slice(0, 600)} instead of ${wanted.slice(0, 600)}`);
}
