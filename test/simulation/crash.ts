import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSqliteJournal } from '../../server/chamber/journal/sqlite.ts';
import { persist, Refused } from '../../server/demo/device.ts';
import { Dice } from '../../server/demo/dice.ts';
import { eachOf, Hall, inventedRoll, projectPaper, type Seat } from '../../server/demo/hall.ts';
import { ServerProcess } from '../../server/demo/server-process.ts';
import { type Mishaps, postCast } from '../../server/demo/tablet.ts';
import { count } from '../../shared/ballot/count.ts';
import { choicesOf, Paper, type Sheet } from '../../shared/ballot/paper.ts';
import { AuditBundle } from '../../shared/bundle.ts';
import { canonicalJson, fromBase64Url, sha256Hex } from '../../shared/bytes.ts';
import type { VoteId } from '../../shared/ids.ts';
import type { PreparedBallot } from '../../shared/sitting/vote-records.ts';
import type { VoteView } from '../../shared/views.ts';
import { withDataDir } from './data-dir.ts';
import { Heard } from './heard.ts';
import { Ledger } from './ledger.ts';
import { SealOnDisk, type SealStep } from './seal-steps.ts';

export const phases = ['prepare', 'issue', 'cast', 'close', 'seal', 'count', 'publish'] as const;
export type Phase = (typeof phases)[number];

export interface CrashFigures {
  sittings: number;
  votes: number;
  kills: Record<Phase, number>;
  /** What the last finished step of the seal was when the plug was pulled in it. */
  sealBrokenOffAfter: Record<SealStep | 'nothing', number>;
  /** Ballots with a receipt, and ballots that were refused because the vote was closed. */
  acknowledged: number;
  refusedAsClosed: number;
  counted: number;
  lost: number;
  duplicated: number;
  /** Commands acknowledged and not in the journal, and views shown that it does not lead to. */
  undone: number;
  unfounded: number;
}

const SEATS = 24;
const VOTES_PER_SITTING = 4;
/** A vote that takes longer does not go on at all. */
const VOTE_HANGS_MS = 120_000;
/** The plug is pulled at a random moment of this time, or when the phase is over, if that comes first. */
const WITHIN_MS = { prepare: 250, issue: 250, cast: 250, close: 15, count: 100, publish: 200 };
const mishaps: Mishaps = { doubleTap: 10, lostAnswer: 10, droppedConnection: 5, reload: 5 };

/**
 * Small votes on one data folder, whose server is killed in every phase of each, twice in the seal, and started again;
 * desk, chair and tablets try again until they are answered. Throws with the seed at the first thing that is not as it was
 * acknowledged.
 */
export async function runCrashes(plan: {
  seed: number;
  kills: number;
  tell?: (line: string) => void;
}): Promise<CrashFigures> {
  const run = new CrashRun(plan.seed, plan.kills, plan.tell ?? (() => {}));
  try {
    return await withDataDir((folder) => run.run(folder));
  } catch (error) {
    const kills = JSON.stringify(run.figures.kills);
    throw new Error(`seed ${plan.seed}, killed ${kills}: ${(error as Error).message}`, { cause: error });
  }
}

class CrashRun {
  readonly #dice: Dice;
  readonly #tell: (line: string) => void;
  readonly figures: CrashFigures = {
    sittings: 0,
    votes: 0,
    kills: { prepare: 0, issue: 0, cast: 0, close: 0, seal: 0, count: 0, publish: 0 },
    sealBrokenOffAfter: { nothing: 0, 'sealed-file-written': 0, 'urn-destroyed': 0, 'key-destroyed': 0 },
    acknowledged: 0,
    refusedAsClosed: 0,
    counted: 0,
    lost: 0,
    duplicated: 0,
    undone: 0,
    unfounded: 0,
  };
  #killsLeft: number;
  #server!: ServerProcess;
  #up = true;
  #hall!: Hall;

  constructor(seed: number, kills: number, tell: (line: string) => void) {
    this.#dice = new Dice(seed);
    this.#killsLeft = kills;
    this.#tell = tell;
  }

  async run(folder: string): Promise<CrashFigures> {
    this.#server = await ServerProcess.start(join(folder, 'data'), { LOG_LEVEL: 'warn' });
    await this.#server.stop();
    await this.#server.start();
    try {
      while (this.#killsLeft > 0) {
        await this.#sitting();
        await this.#server.start();
      }
    } finally {
      await this.#server.stop();
    }
    const bugs = this.#server.output.split('\n').filter((line) => /"msg":"(?:bug|a store died)"/.test(line));
    expectEqual(bugs, [], 'what the server logged');
    for (const name of ['urns', 'keys']) expectEqual(readdirSync(join(this.#server.dataDir, name)), [], name);
    return this.figures;
  }

  async #sitting(): Promise<void> {
    const heard = new Heard();
    const about = { title: '断电演练', body: 'congress', totalMembership: SEATS } as const;
    this.#hall = await Hall.open(
      this.#server.url,
      this.#server.setupCodes,
      { ...about, roll: inventedRoll(SEATS) },
      this.#dice.fork(),
      { witness: heard.witness, mishaps },
    );
    await eachOf(this.#hall.seats, (seat) => this.#hall.signIn(seat));
    await this.#hall.checkIn(this.#hall.seats);
    const digests = new Map<VoteId, string>();
    for (let vote = 0; vote < VOTES_PER_SITTING && this.#killsLeft > 0; vote++) {
      const { voteId, digest } = await inTime(VOTE_HANGS_MS, this.#vote(this.#paper()));
      digests.set(voteId, digest);
      this.#tell(`vote ${++this.figures.votes}: ${this.#killsLeft} kills to go`);
    }
    await this.#bundlesAreTheSame(digests);
    this.#hall.leave();
    await this.#server.stop();
    await this.#compareWithJournal(heard);
    this.figures.sittings++;
  }

  #paper(): Paper {
    const subjects = [1, 2].map((n) => ({ itemId: `S${n}`, title: `局长${n}` }));
    return this.#dice.chance(50)
      ? projectPaper('民生实事项目', 5, 2)
      : Paper.parse({ kind: 'appraisal', title: '履职评议', items: subjects });
  }

  async #vote(paper: Paper): Promise<{ voteId: VoteId; digest: string }> {
    const hall = this.#hall;
    const ledger = new Ledger();
    // Two press nothing; five send their ballots into the close.
    const voters = this.#dice.shuffled(hall.seats).slice(2);
    const [late, early] = [voters.slice(0, 5), voters.slice(5)];
    const paperId = await hall.drawUp(paper);
    const voteId = await this.#during('prepare', () => hall.openVote(paperId));
    let sheets: readonly PreparedBallot[] = [];
    await this.#during('issue', () =>
      eachOf(voters, async ({ tablet }) => {
        sheets = await tablet.sheets(voteId);
        for (const ballot of sheets) await tablet.fillIn(ballot, this.#marking());
      }),
    );
    await this.#during('cast', () => eachOf(early, (seat) => this.#send(seat, sheets, false)));
    await this.#close(voteId, sheets, late);
    await this.#during('count', () => this.#declare(voteId));
    const { audit, published } = await this.#during('publish', async () => ({
      audit: await hall.confirm(voteId),
      published: await hall.publish(voteId),
    }));
    for (const { tablet } of voters) ledger.acknowledge(tablet);
    await this.#compare(AuditBundle.parse(JSON.parse(audit.text)), published, sheets, ledger, voters);
    await this.#askAgain(voters);
    for (const { tablet } of voters) tablet.kept.clear();
    return { voteId, digest: audit.digest };
  }

  /** Any marks at all, so that ballots differ. */
  #marking() {
    const dice = this.#dice.fork();
    return ({ rules, paper }: Sheet) =>
      Object.fromEntries(
        paper.items.map(({ itemId }) => [itemId, dice.some(choicesOf(rules), dice.between(0, 1))]),
      );
  }

  async #send({ tablet }: Seat, sheets: readonly PreparedBallot[], intoClose: boolean): Promise<void> {
    for (const { ballotId } of sheets) {
      try {
        await tablet.send(ballotId);
      } catch (error) {
        const closed = error instanceof Refused && error.refusal.code === 'ballot-closed';
        if (!closed || !intoClose) throw error;
        this.figures.refusedAsClosed++;
      }
    }
  }

  /** Closes while ballots still come in; pulls the plug around the close, and twice more between steps of the seal. */
  async #close(voteId: VoteId, sheets: readonly PreparedBallot[], late: readonly Seat[]): Promise<void> {
    const seal = new SealOnDisk(
      this.#server.dataDir,
      sheets.map(({ ballotId }) => ballotId),
    );
    const closing = Promise.all([
      this.#hall.chair.command({ type: 'CloseVote', voteId }),
      ...late.map((seat) => this.#send(seat, sheets, true)),
    ]);
    await this.#killDuring('close', closing);
    const first = this.#dice.between(1, seal.steps - 1);
    for (const steps of [first, this.#dice.between(first + 1, seal.steps)]) {
      if (this.#killsLeft === 0) break;
      const starting = this.#server.start();
      const reached = seal.reaches(steps);
      // Reached while it starts or soon after; or the start fails, or somebody is refused.
      await Promise.race([reached, ...[starting, closing].map((other) => other.then(() => reached))]);
      await this.#kill('seal');
      await starting.catch(() => {});
      this.figures.sealBrokenOffAfter[seal.last() ?? 'nothing']++;
    }
    await this.#revive();
    await closing;
    await this.#hall.inStage(voteId, 'sealed');
  }

  async #declare(voteId: VoteId): Promise<void> {
    const chief = this.#hall.scrutineers[0]!.tablet.device;
    await chief.command({ type: 'ReportReturn', voteId });
    await this.#hall.chair.command({ type: 'DeclareVote', voteId, verdict: 'valid' });
    await chief.until((view) => view.votes.find((vote) => vote.voteId === voteId)?.digests);
  }

  async #during<T>(phase: Exclude<Phase, 'seal'>, work: () => Promise<T>): Promise<T> {
    const doing = work();
    await this.#killDuring(phase, doing);
    await this.#revive();
    return doing;
  }

  async #killDuring(phase: Exclude<Phase, 'seal'>, doing: Promise<unknown>): Promise<void> {
    if (this.#killsLeft === 0) return;
    await Promise.race([sleep(this.#dice.between(0, WITHIN_MS[phase])), doing]);
    await this.#kill(phase);
  }

  async #kill(phase: Phase): Promise<void> {
    await this.#server.kill();
    this.#up = false;
    this.#killsLeft--;
    this.figures.kills[phase]++;
  }

  async #revive(): Promise<void> {
    if (!this.#up) await this.#server.start();
    this.#up = true;
  }

  async #compare(
    bundle: AuditBundle,
    published: VoteView,
    sheets: readonly PreparedBallot[],
    ledger: Ledger,
    voters: readonly Seat[],
  ): Promise<void> {
    const { lost, duplicated } = ledger.compare(bundle);
    this.figures.lost += lost;
    this.figures.duplicated += duplicated;
    this.figures.acknowledged += ledger.all.length;
    expectEqual({ lost, duplicated }, { lost: 0, duplicated: 0 }, 'acknowledged and counted');
    for (const { ballotId, sheet } of sheets) {
      const mine = ledger.all.filter((one) => one.ballotId === ballotId);
      const { tally } = published.results!.find((result) => result.ballotId === ballotId)!;
      const marks = mine.map((one) => fromBase64Url(one.marks)!);
      expectEqual(tally, count(sheet, marks), 'the published tally');
      this.figures.counted += tally.returned;
      const issued = bundle.issuance.find((list) => list.ballotId === ballotId)!.deputies;
      const expected = voters.map(({ deputyId }) => ({ deputyId, credentials: 1 }));
      expectEqual(
        issued,
        expected.sort((a, b) => (a.deputyId < b.deputyId ? -1 : 1)),
        'issuance',
      );
    }
  }

  /** The same ballots again, long after the seal: the same receipts, and the same refusals. */
  async #askAgain(voters: readonly Seat[]): Promise<void> {
    for (const { cast, receipt } of voters.slice(0, 8).flatMap(({ tablet }) => [...tablet.kept.values()])) {
      const answer = persist(() => postCast(this.#hall.url, cast)).catch((error) => error.refusal?.code);
      expectEqual(await answer, receipt ?? 'ballot-closed', 'a ballot sent again after the seal');
    }
  }

  /** Whatever happened since, the scrutineers put their names to exactly this. */
  async #bundlesAreTheSame(digests: ReadonlyMap<VoteId, string>): Promise<void> {
    const { device } = this.#hall.scrutineers[0]!.tablet;
    for (const [voteId, digest] of digests) {
      const path = `/api/sittings/${this.#hall.sittingId}/votes/${voteId}/audit-bundle`;
      expectEqual(sha256Hex(Buffer.from(await device.get(path))), digest, 'digest of an audit bundle');
    }
  }

  /** The server is down: its journal is read by nobody else. */
  async #compareWithJournal(heard: Heard): Promise<void> {
    const file = join(this.#server.dataDir, 'journal.sqlite');
    const journal = openSqliteJournal(file, () => {});
    const { undone, unfounded } = await heard.compare(journal, this.#hall.sittingId);
    await journal.close();
    this.figures.undone += undone.length;
    this.figures.unfounded += unfounded.length;
    expectEqual({ undone, unfounded }, { undone: [], unfounded: [] }, 'told and in the journal');
  }
}

function expectEqual(actual: unknown, expected: unknown, what: string): void {
  const [got, wanted] = [canonicalJson(actual), canonicalJson(expected)];
  if (got !== wanted) throw new Error(`${what}: ${got.slice(0, 600)} instead of ${wanted.slice(0, 600)}`);
}

async function inTime<T>(ms: number, work: Promise<T>): Promise<T> {
  const inTime = new AbortController();
  const late = sleep(ms, undefined, { signal: inTime.signal }).then(() => {
    throw new Error(`nothing more happens after ${ms} ms`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    inTime.abort();
  }
}
