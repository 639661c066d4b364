import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Dice } from '../../server/demo/dice.ts';
import { eachOf } from '../../server/demo/hall.ts';
import { ServerProcess } from '../../server/demo/server-process.ts';
import { Viewer } from '../../server/demo/viewer.ts';
import { actOnce, type Habits } from '../../server/demo/viewer-habits.ts';
import { galleryHttp } from '../../shared/inquiry/gallery-protocol.ts';
import { type DeskView, GalleryView, type Own } from '../../shared/inquiry/views.ts';
import { withDataDir } from './data-dir.ts';
import { eventually } from './eventually.ts';
import type { Hands } from './inquiry-hands.ts';
import { HeardTexts } from './inquiry-heard.ts';
import { type InquiryHouse, inquiryHouse } from './inquiry-house.ts';
import { Judge, type Verdict } from './inquiry-judge.ts';
import { replayed } from './inquiry-log.ts';
import { MarkedWords } from './inquiry-words.ts';
import { loadOf, type ProcessLoad } from './process-load.ts';

export interface InquiryRunPlan {
  seed: number;
  viewers: number;
  /** What each viewer does, and the longest pause between two acts. */
  acts: number;
  paceMs: number;
  /** How often the server is killed, the last time after the end of the inquiry. */
  kills: number;
  galleryTickMs: number;
  tell?: (line: string) => void;
}

export interface InquiryRun {
  viewers: number;
  asked: number;
  public: number;
  supports: number;
  likes: number;
  views: number;
  entries: number;
  overtaken: number;
  kills: number;
  messages: number;
  megabytes: number;
  seconds: number;
  server_cpu_s: number;
  server_peak_mb: number;
  lost: number;
  doubled: number;
  mismatches: number;
  unapproved: number;
}

const habits: Habits = { support: 45, takeBack: 5, like: 20, ask: 14, reload: 5, readOn: 5, drop: 6 };
const mishaps = { lostAnswer: 6, doubleTap: 6 };
/** Of a hundred viewers, so many have no sockets. */
const WITHOUT_SOCKETS = 10;
const POLL_MS = 4000;
const MOST_ASKS = 2;

/**
 * A whole inquiry before a public of `viewers`, with everything that goes wrong. Throws with the seed when anything that was
 * acknowledged is lost, doubled or counted otherwise, when somebody's view is not the server's in the end, or when words were
 * heard in the gallery that nobody had approved.
 */
export async function runInquiry(plan: InquiryRunPlan): Promise<InquiryRun> {
  try {
    return await withDataDir((dataDir) => new SimulatedInquiry(plan).run(dataDir));
  } catch (error) {
    throw new Error(`seed ${plan.seed}: ${(error as Error).message}`, { cause: error });
  }
}

class SimulatedInquiry {
  readonly #plan: InquiryRunPlan;
  readonly #dice: Dice;
  readonly #words = new MarkedWords();
  readonly #heard = new HeardTexts();
  readonly #load: ProcessLoad = { cpuSeconds: 0, peakMb: 0 };
  #server!: ServerProcess;
  #house!: InquiryHouse;
  #viewers: Viewer[] = [];
  #acted = 0;
  #kills = 0;
  #over = false;
  /** Whatever broke first. */
  #failed: Error | null = null;

  constructor(plan: InquiryRunPlan) {
    this.#plan = plan;
    this.#dice = new Dice(plan.seed);
  }

  async run(dataDir: string): Promise<InquiryRun> {
    const began = Date.now();
    this.#server = await ServerProcess.start(dataDir, {
      LOG_LEVEL: 'warn',
      GALLERY_TICK_MS: String(this.#plan.galleryTickMs),
      TRUSTED_PROXIES: 'loopback',
    });
    try {
      this.#house = await inquiryHouse(this.#server, this.#dice, this.#words);
      this.#viewers = Array.from({ length: this.#plan.viewers }, () => this.#newViewer());
      await this.#happen();
      await this.#end();
      return this.#figures(await this.#judge(dataDir), (Date.now() - began) / 1000);
    } finally {
      for (const viewer of this.#viewers) viewer.leave();
      this.#house?.hall.leave();
      for (const { line } of this.#hands) line.device.disconnect();
      await this.#server.stop();
    }
  }

  get #hands(): readonly Hands[] {
    return this.#house ? [...this.#house.moderators, this.#house.chair, ...this.#house.others] : [];
  }

  #newViewer(): Viewer {
    const line = this.#dice.chance(WITHOUT_SOCKETS) ? 'http' : 'socket';
    const dice = this.#dice.fork();
    const { witness } = this.#heard;
    return new Viewer(this.#server.url, this.#house.code, { line, dice, mishaps, pollMs: POLL_MS, witness });
  }

  /** Everybody at once. */
  async #happen(): Promise<void> {
    const hands = this.#hands.map((one) => one.work(() => this.#over));
    const work = Promise.all([this.#kill(), this.#start(), ...this.#viewers.map((one) => this.#take(one))]);
    // Who waits for something that does not come any more must not hide what broke.
    const broken = Promise.all(hands).then(() => work);
    try {
      await Promise.race([work, broken]);
    } catch (error) {
      this.#failed = error as Error;
      throw error;
    } finally {
      this.#over = true;
    }
    await Promise.all(hands);
    this.#tell(
      `${this.#viewers.length} viewers have done what they wanted, the server was killed ${this.#kills} times`,
    );
  }

  async #take(viewer: Viewer): Promise<void> {
    const { acts, paceMs } = this.#plan;
    const dice = this.#dice.fork();
    const words = () => this.#words.question(dice);
    await sleep(dice.between(0, paceMs));
    await viewer.open();
    for (let at = 0; at < acts && !this.#failed; at++) {
      await sleep(dice.between(0, paceMs));
      // More than a person may ask in a minute is held back by the server, and nobody waits here for a minute to pass.
      const enough = viewer.kept.asks.size >= MOST_ASKS;
      await actOnce(viewer, enough ? { ...habits, ask: 0 } : habits, dice, words);
      this.#acted++;
    }
  }

  async #reaches(percent: number): Promise<void> {
    const { acts } = this.#plan;
    const due = Math.floor((this.#viewers.length * acts * percent) / 100);
    while (this.#acted < due && !this.#over) await sleep(5);
  }

  /** The inquiry itself begins when some have asked already. */
  async #start(): Promise<void> {
    await this.#reaches(25);
    await this.#house.chair.send({ type: 'StartInquiry' });
    this.#tell('the inquiry has begun');
  }

  async #kill(): Promise<void> {
    const before = this.#plan.kills - 1;
    for (let at = 0; at < before; at++) {
      const moment = Math.floor((100 * (at + this.#dice.between(20, 95) / 100)) / before);
      await this.#reaches(moment);
      await sleep(this.#dice.between(0, 300));
      await this.#pullThePlug();
    }
  }

  async #pullThePlug(): Promise<void> {
    this.#noteLoad();
    await this.#server.kill();
    await this.#server.start();
    this.#kills++;
    this.#tell(`killed and started again after ${this.#acted} acts`);
  }

  #noteLoad(): void {
    const { cpuSeconds, peakMb } = loadOf(this.#server.pid);
    this.#load.cpuSeconds += cpuSeconds;
    this.#load.peakMb = Math.max(this.#load.peakMb, peakMb);
  }

  /** Everything is decided on, the chair ends it, and the server is killed once more: what there is now comes from the disk. */
  async #end(): Promise<void> {
    const { chair, moderators } = this.#house;
    for (const moderator of moderators) await moderator.letGo();
    const asked = this.#viewers.reduce((sum, { kept }) => sum + kept.asks.size, 0);
    await moderators[0]!.finish(asked);
    this.#tell(`${asked} questions were asked, each is decided on`);
    await chair.end();
    await this.#pullThePlug();
  }

  async #judge(dataDir: string): Promise<Verdict> {
    const live = await this.#settled();
    const own = new Map<Viewer, Own>();
    await eachOf(this.#viewers, async (viewer) => void own.set(viewer, await viewer.own()));
    const desk = await this.#desk(live.crowd.watching);
    const { sittingTitle, accountNames, inquiryId } = this.#house;
    const { questions } = await this.#get('GET /api/gallery/:inquiryId/record');
    for (const viewer of this.#viewers) viewer.leave();
    this.#noteLoad();
    await this.#server.stop();
    const log = await replayed(dataDir, inquiryId);
    const told = { live, record: questions, desk, own, sittingTitle, accountNames };
    const verdict = new Judge(told, log, this.#viewers).judge(this.#heard);
    if (verdict.complaints.length > 0) throw new Error(verdict.complaints.join('\n'));
    return verdict;
  }

  /** As all who follow it have it. */
  async #desk(watching: number): Promise<DeskView> {
    const version = Math.max(...this.#hands.map((one) => one.version));
    const { chair, moderators } = this.#house;
    const isLast = (view: DeskView) =>
      view.version >= version && view.stage === 'ended' && view.crowd.watching === watching;
    const desks = await Promise.all(
      [chair, ...moderators].map(({ line }) => line.until('desk', (view) => isLast(view) && view)),
    );
    const others = desks.filter((desk) => !isDeepStrictEqual(desk, desks[0]));
    if (others.length > 0) throw new Error(`${others.length} moderators have another view than the chair`);
    return desks[0]!;
  }

  /** Waits until every viewer is there and has the server's own view, to the last character. */
  async #settled(): Promise<GalleryView> {
    const { viewers } = this.#plan;
    let settled: GalleryView | null = null;
    await eventually('every viewer has the view of the server', async () => {
      const { epoch, seq, view } = await this.#get('GET /api/gallery/:inquiryId/live');
      const live = GalleryView.parse(view);
      if (live.stage !== 'ended') return `the stage is ${live.stage}`;
      if (live.crowd.watching !== viewers) return `${live.crowd.watching} of ${viewers} are watching`;
      const elsewhere = this.#viewers.filter(({ place }) => place?.epoch !== epoch || place.seq !== seq);
      if (elsewhere.length > 0) return `${elsewhere.length} are elsewhere than ${epoch}-${seq}`;
      const others = this.#viewers.filter((viewer) => !isDeepStrictEqual(viewer.view, view));
      if (others.length > 0) throw new Error(`${others.length} viewers have another view than the server`);
      settled = live;
      return null;
    });
    this.#tell(`${viewers} viewers have the view of the server`);
    return settled!;
  }

  async #get<R extends 'GET /api/gallery/:inquiryId/live' | 'GET /api/gallery/:inquiryId/record'>(route: R) {
    const path = route.slice('GET '.length).replace(':inquiryId', this.#house.inquiryId);
    const response = await fetch(this.#server.url + path);
    return galleryHttp[route].reply.parse(await response.json()) as ReturnType<
      (typeof galleryHttp)[R]['reply']['parse']
    >;
  }

  #figures({ lost, doubled, mismatches, unapproved }: Verdict, seconds: number): InquiryRun {
    const kept = this.#viewers.map((viewer) => viewer.kept);
    const sum = (of: (one: (typeof kept)[number]) => number) => kept.reduce((all, one) => all + of(one), 0);
    const { messages, bytes, questions } = this.#heard;
    return {
      viewers: this.#viewers.length,
      asked: sum(({ asks }) => asks.size),
      public: new Set([...questions.keys()].map((key) => key.split('\n')[0])).size,
      supports: sum(({ supports }) => [...supports.values()].filter((on) => on).length),
      likes: sum(({ likes }) => likes),
      views: sum(({ visits }) => visits.size),
      entries: Math.max(...this.#hands.map(({ version }) => version)),
      overtaken: this.#hands.reduce((all, one) => all + one.overtaken, 0),
      kills: this.#kills,
      messages,
      megabytes: Math.round(bytes / 1e6),
      seconds: Math.round(seconds),
      server_cpu_s: Math.round(this.#load.cpuSeconds),
      server_peak_mb: this.#load.peakMb,
      lost,
      doubled,
      mismatches,
      unapproved,
    };
  }

  #tell(line: string): void {
    this.#plan.tell?.(line);
  }
}
