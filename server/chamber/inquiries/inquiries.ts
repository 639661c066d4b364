import { randomBytes, randomInt } from 'node:crypto';
import { canonicalHash } from '../../../shared/bytes.ts';
import {
  CommandId,
  type DeputyId,
  derivedId,
  InquiryId,
  type QuestionId,
  type SittingId,
} from '../../../shared/ids.ts';
import type { InquiryArchive } from '../../../shared/inquiry/archive.ts';
import type { AnyInquiryCommand } from '../../../shared/inquiry/commands.ts';
import { decideInquiry } from '../../../shared/inquiry/decide.ts';
import type { InquiryEntry } from '../../../shared/inquiry/events.ts';
import { inquiryEntryHash } from '../../../shared/inquiry/evolve.ts';
import { groupsOf, rootOf } from '../../../shared/inquiry/groups.ts';
import type { ToldInquiryEntry } from '../../../shared/inquiry/log-protocol.ts';
import type { InquiryPlan } from '../../../shared/inquiry/plan.ts';
import type { InquiryLine } from '../../../shared/inquiry/protocol.ts';
import type { InquiryAudience } from '../../../shared/inquiry/views.ts';
import type { ToldBy } from '../../../shared/log-protocol.ts';
import type { Actor } from '../../../shared/sitting/commands.ts';
import { type Refusal, refusal } from '../../../shared/sitting/refusals.ts';
import { StoreUnavailable } from '../../commit/queue.ts';
import type { Asked, ChamberExchange } from '../../gallery/exchange/contract.ts';
import type { Operations } from '../../operations.ts';
import type { Archives } from '../archive.ts';
import { inTurn, type Outcome } from '../live.ts';
import { type AccountName, toldBy } from '../log.ts';
import { linked, missing } from '../logs/chain.ts';
import { publishedVotes } from '../sitting-facts.ts';
import type { Sittings } from '../sittings.ts';
import type { InquiryLog } from './contract.ts';
import { archiveOfInquiry } from './kept.ts';
import { type SendLine, type SittingInquiry, SittingLines } from './lines.ts';
import { applyEntry, type LiveInquiry, newLiveInquiry } from './live-inquiry.ts';
import { historyOf, type InquiryLogPage, inquiryLogPage } from './log-pages.ts';
import { type AccountOf, whyNotBy } from './outside.ts';
import { RunningInquiry } from './running.ts';
import type { SendTick, StaffFeeds } from './staff-feeds.ts';

interface InquiriesParts {
  log: InquiryLog;
  sittings: Sittings;
  exchange: ChamberExchange;
  archives: Archives;
  accountOf: AccountOf;
  operations: Pick<Operations, 'storeUnavailable' | 'bug'>;
}
interface InquiriesOptions {
  galleryTickMs: number;
  now: () => number;
}
/** What is counted together for supports is another thing after these. */
const regroups: ReadonlySet<AnyInquiryCommand['type']> = new Set(['MergeQuestions', 'UnmergeQuestion']);

/**
 * All special inquiries of the chamber. `submit` takes a command through turn, rules and log; `follow` sends what an audience
 * may know; what the public may know goes to the gallery by the exchange, and what viewers ask comes from it.
 */
export class Inquiries {
  readonly #parts: InquiriesParts;
  readonly #options: InquiriesOptions;
  readonly #running = new Map<InquiryId, RunningInquiry>();
  readonly #epoch = newEpoch();
  /** Codes that lead somewhere. */
  readonly #codes = new Set<string>();
  readonly #lines = new SittingLines((sittingId) => this.#of(sittingId).map(({ inquiry }) => inquiry));
  readonly #stops: (() => unknown)[] = [];
  readonly #watchedSittings = new Set<SittingId>();

  private constructor(parts: InquiriesParts, options: InquiriesOptions) {
    this.#parts = parts;
    this.#options = options;
  }

  /** Reads every inquiry from its log, gives the gallery what it may show, and begins to take what viewers ask. */
  static async open(parts: InquiriesParts, options: InquiriesOptions): Promise<Inquiries> {
    const inquiries = new Inquiries(parts, options);
    for (const inquiryId of await parts.log.inquiries()) await inquiries.#read(inquiryId);
    for (const archive of parts.archives.inquiries()) await inquiries.#serveArchive(archive);
    for (const running of inquiries.#running.values()) await running.open();
    inquiries.#stops.push(
      parts.exchange.onCrowd((inquiryId) => inquiries.#running.get(inquiryId)?.crowdChanged()),
      parts.exchange.consume((batch) => inquiries.#take(batch)),
    );
    return inquiries;
  }

  /** Plans an inquiry of a sitting that is not closed. */
  async plan(
    sittingId: SittingId,
    actor: Actor,
    { commandId, plan }: { commandId: CommandId; plan: InquiryPlan },
  ): Promise<{ inquiryId: InquiryId; version: number } | { refused: Refusal }> {
    const inquiryId = InquiryId.parse(derivedId(commandId, 'inquiry'));
    // In the sitting's turn: it is not closed meanwhile.
    const planned = this.#parts.sittings.during(sittingId, async (stage) => {
      if (stage === 'closed') return { refused: refusal('sitting-closed') };
      const before = this.#running.get(inquiryId)?.live.done.get(commandId);
      if (before !== undefined) return { inquiryId, version: before };
      const live = newLiveInquiry(inquiryId);
      const code = this.#newCode();
      const command = { type: 'PlanInquiry', sittingId, code, plan } as const;
      try {
        const outcome = await this.#carryOut(live, actor, commandId, command, sittingId);
        if ('refused' in outcome) return outcome;
        // Whoever is told the code finds the page.
        await this.#run(live).open();
        this.#lines.changed(sittingId);
        return { inquiryId, ...outcome };
      } finally {
        if (live.inquiry.code !== code) this.#codes.delete(code);
      }
    });
    return planned ?? { refused: refusal('not-found', 'sittingId') };
  }

  /**
   * Carries out a command. Resolves once its events are durable and before anyone else hears of them; a repeated
   * commandId gets its first version and changes nothing.
   */
  async submit(
    inquiryId: InquiryId,
    actor: Actor,
    { commandId, command }: { commandId: CommandId; command: AnyInquiryCommand },
  ): Promise<Outcome> {
    const running = this.#running.get(inquiryId);
    if (!running) return { refused: refusal('not-found', 'inquiryId') };
    const { live, inquiry } = running;
    return inTurn(live, async () => {
      const before = inquiry.version;
      try {
        return await this.#carryOut(live, actor, commandId, command, inquiry.sittingId);
      } finally {
        if (inquiry.version > before) {
          if (regroups.has(command.type)) running.regrouped();
          running.changed();
          this.#lines.changed(inquiry.sittingId);
        }
      }
    });
  }

  /** Sends every tick of this audience from now on; null for an inquiry that is not there. */
  follow(
    inquiryId: InquiryId,
    audience: InquiryAudience,
    send: SendTick,
  ): ReturnType<StaffFeeds['follow']> | null {
    return this.#running.get(inquiryId)?.follow(audience, send) ?? null;
  }

  /** Inquiries whose personal data is not gone, the oldest first. */
  list(): InquiryLine[] {
    return [...this.#running.values()].map(({ inquiry }) => ({
      inquiryId: inquiry.inquiryId,
      sittingId: inquiry.sittingId,
      title: inquiry.plan.title,
      code: inquiry.code,
      stage: inquiry.stage,
      startsAt: inquiry.plan.startsAt,
    }));
  }

  /** Whether this account answers for a department of the inquiry. */
  answersIn(inquiryId: InquiryId, accountId: string): boolean {
    const plan = this.#running.get(inquiryId)?.inquiry.plan;
    return plan?.departments.some((department) => department.accountId === accountId) ?? false;
  }

  sittingOf(inquiryId: InquiryId): SittingId | null {
    return this.#running.get(inquiryId)?.inquiry.sittingId ?? null;
  }

  /** The sitting's inquiry that is live, else the one that is planned next. */
  lineOf(sittingId: SittingId): SittingInquiry {
    return this.#lines.of(sittingId);
  }

  /** Tells whenever `lineOf` a sitting has become another. */
  watchLines(send: SendLine): void {
    this.#lines.watch(send);
  }

  /** An inquiry of the sitting is planned or live. */
  unfinished(sittingId: SittingId): boolean {
    return this.#of(sittingId).some(({ inquiry }) => inquiry.stage !== 'ended');
  }

  /** A page of the inquiry's log, for its desk; null for an inquiry that is not there. */
  async logPage(inquiryId: InquiryId, after: number): Promise<InquiryLogPage | null> {
    const live = this.#running.get(inquiryId)?.live;
    return live ? inquiryLogPage(live, this.#parts.log, after, this.#toldBy(live)) : null;
  }

  /** What was done with one question; null where there is none. */
  async history(inquiryId: InquiryId, questionId: QuestionId): Promise<ToldInquiryEntry[] | null> {
    const live = this.#running.get(inquiryId)?.live;
    if (!live?.inquiry.questions.has(questionId)) return null;
    return historyOf(live, this.#parts.log, questionId, this.#toldBy(live));
  }

  /** How many viewers would support a question with these merged, each counted once; null where one is not there. */
  async supporters(inquiryId: InquiryId, questionIds: readonly QuestionId[]): Promise<number | null> {
    const inquiry = this.#running.get(inquiryId)?.inquiry;
    if (!inquiry || questionIds.some((id) => !inquiry.questions.has(id))) return null;
    const roots = new Set(questionIds.map((id) => rootOf(inquiry, inquiry.questions.get(id)!).questionId));
    const together = [...roots].flatMap((root) => groupsOf(inquiry).get(root)!);
    return (await this.#parts.exchange.supports(inquiryId, [together]))[0]!;
  }

  /** What is to be kept of the inquiries of a sitting. */
  async archivesOf(sittingId: SittingId): Promise<InquiryArchive[]> {
    return Promise.all(this.#of(sittingId).map(archiveOfInquiry));
  }

  /** Removes the logs of an archived sitting's inquiries and what their viewers left; their public pages stay. May be repeated. */
  async forget(sittingId: SittingId): Promise<void> {
    const { log, exchange, archives } = this.#parts;
    for (const archive of archives.inquiries().filter((one) => one.sittingId === sittingId)) {
      const { inquiryId } = archive;
      const running = this.#running.get(inquiryId);
      this.#running.delete(inquiryId);
      await running?.stop();
      await exchange.forget(inquiryId);
      await log.forget(inquiryId);
      await this.#serveArchive(archive);
    }
    await log.compact();
    this.#lines.changed(sittingId);
  }

  /** Takes nothing more from the gallery; what is under way is finished first. */
  async shutDown(): Promise<void> {
    await Promise.all(this.#stops.map((stop) => stop()));
    for (const running of this.#running.values()) {
      await running.live.turn;
      await running.stop();
    }
  }

  readonly #nameOf: AccountName = (accountId) => this.#parts.accountOf(accountId)?.name ?? accountId;

  #of(sittingId: SittingId): RunningInquiry[] {
    return [...this.#running.values()].filter(({ inquiry }) => inquiry.sittingId === sittingId);
  }

  #toldBy({ inquiry }: LiveInquiry): (actor: Actor) => ToldBy {
    const named = (deputyId: DeputyId) => {
      const deputy = this.#parts.sittings.deputy(inquiry.sittingId, deputyId);
      return { deputyId, name: deputy?.name ?? deputyId };
    };
    return (actor) => toldBy(actor, named, this.#nameOf);
  }

  async #read(inquiryId: InquiryId): Promise<void> {
    const live = newLiveInquiry(inquiryId);
    await this.#catchUp(live);
    const { sittingId } = live.inquiry;
    const { archives, sittings } = this.#parts;
    // What is left of one that is archived is being removed.
    if (archives.get(sittingId)) return;
    if (sittings.read(sittingId, () => true) === null)
      throw new Error(`the log of inquiry ${inquiryId} is there, its sitting ${sittingId} is not`);
    this.#run(live);
  }

  #run(live: LiveInquiry): RunningInquiry {
    const { sittings, exchange, operations } = this.#parts;
    const { inquiryId, sittingId, code } = live.inquiry;
    const running = new RunningInquiry(live, {
      ...this.#options,
      exchange,
      epoch: this.#epoch,
      sittingTitle: sittings.read(sittingId, ({ title }) => title)!,
      votes: () => sittings.read(sittingId, publishedVotes) ?? [],
      nameOfAccount: this.#nameOf,
      onError: (error) =>
        error instanceof StoreUnavailable ? operations.storeUnavailable(error) : operations.bug(error),
    });
    this.#running.set(inquiryId, running);
    this.#codes.add(code);
    this.#watchSitting(sittingId);
    return running;
  }

  /** A vote that is published belongs to the record. */
  #watchSitting(sittingId: SittingId): void {
    if (this.#watchedSittings.has(sittingId)) return;
    this.#watchedSittings.add(sittingId);
    const count = () => this.#parts.sittings.read(sittingId, publishedVotes)?.length;
    let known = count();
    const stop = this.#parts.sittings.watch(sittingId, 'hallScreen', () => {
      if (count() === known) return;
      known = count();
      for (const running of this.#of(sittingId)) running.changed();
    });
    if (stop) this.#stops.push(stop);
  }

  async #serveArchive({ inquiryId, code, live, record }: InquiryArchive): Promise<void> {
    const { exchange } = this.#parts;
    // Whoever saw it before its viewers were forgotten has to ask for it anew.
    const place = { epoch: newEpoch(), seq: 0, now: this.#options.now() };
    await exchange.open(inquiryId, 'record', { ...place, view: record });
    await exchange.open(inquiryId, 'live', { ...place, view: live });
    await exchange.notice({ inquiryId, code, banned: [] });
    this.#codes.add(code);
  }

  /** What viewers asked, recorded once however often it is given. */
  async #take(batch: readonly Asked[]): Promise<void> {
    const taken = batch.map(({ inquiryId, viewerId, key, name, text, askedAt }) => {
      const commandId = CommandId.parse(canonicalHash(['yishi-ask-v1', inquiryId, viewerId, key]));
      const command = { type: 'RecordQuestion', viewerId, key, name, text, askedAt } as const;
      return this.submit(inquiryId, { role: 'system' }, { commandId, command });
    });
    // One that cannot be recorded keeps none of the others back, and is given again.
    for (const result of await Promise.allSettled(taken)) {
      if (result.status === 'fulfilled') continue;
      const error = result.reason as Error;
      if (error instanceof StoreUnavailable) this.#parts.operations.storeUnavailable(error);
      else this.#parts.operations.bug(error);
      throw error;
    }
  }

  async #carryOut(
    live: LiveInquiry,
    actor: Actor,
    commandId: CommandId,
    command: AnyInquiryCommand,
    sittingId: SittingId,
  ): Promise<Outcome> {
    const before = live.done.get(commandId);
    if (before !== undefined) return { version: before };
    const now = Math.max(this.#options.now(), live.lastAt);
    const by = { actor, now, commandId, ...this.#knownOf(sittingId, actor) };
    const decision = decideInquiry(live.inquiry, command, by);
    if ('refused' in decision) return decision;
    const refused = whyNotBy(command, sittingId, this.#parts);
    if (refused) return { refused };
    const { inquiryId, version } = live.inquiry;
    if (decision.accepted.length === 0) return { version };
    const decided = { events: decision.accepted, by: actor, at: now };
    const entries = linked<InquiryEntry>(decided, { version, link: live.chainHead }, inquiryEntryHash);
    const append = { expectedVersion: version, commandId, entries };
    const appended = await this.#parts.log.append(inquiryId, append);
    if (appended.kind !== 'appended') {
      // A commit that reached the disk although the disk had reported failure: memory is behind.
      await this.#catchUp(live);
      const done = live.done.get(commandId);
      if (done !== undefined) return { version: done };
      throw new StoreUnavailable(`the log of inquiry ${inquiryId} was ahead, at ${appended.version}`);
    }
    for (const { entry, link } of entries) applyEntry(live, entry, link, commandId);
    return { version: live.inquiry.version };
  }

  /** Applies what the log has and memory has not; checks every link of the chain on the way. */
  async #catchUp(live: LiveInquiry): Promise<void> {
    const { inquiryId, version } = live.inquiry;
    const head = { version, link: live.chainHead };
    const rows = await this.#parts.log.read(inquiryId);
    for (const { chained, commandId } of missing(
      rows,
      head,
      inquiryEntryHash,
      `the log of inquiry ${inquiryId}`,
    ))
      applyEntry(live, chained.entry, chained.link, commandId);
  }

  #knownOf(sittingId: SittingId, actor: Actor): { name: string; onRoll?: boolean } {
    if (actor.role === 'system') return { name: '' };
    if (actor.role !== 'deputy') return { name: this.#nameOf(actor.accountId) };
    const deputy = this.#parts.sittings.deputy(sittingId, actor.deputyId);
    return { name: deputy?.name ?? '', onRoll: deputy !== null };
  }

  /** Drawn by chance among a million: none can be guessed from another. */
  #newCode(): string {
    for (;;) {
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      if (this.#codes.has(code)) continue;
      this.#codes.add(code);
      return code;
    }
  }
}

/** Compared and never counted. */
function newEpoch(): string {
  return randomBytes(8).toString('hex');
}
