import { entryHash } from '../../shared/bundle.ts';
import { fromBase64Url } from '../../shared/bytes.ts';
import type { BallotId, CommandId, DeputyId, SittingId, VoteId } from '../../shared/ids.ts';
import type { Deputy } from '../../shared/roll.ts';
import { type Actor, type AnyCommand, RESTORED_FROM_BACKUP } from '../../shared/sitting/commands.ts';
import { credentialsAllowed } from '../../shared/sitting/credential-rule.ts';
import { decide } from '../../shared/sitting/decide.ts';
import type { By } from '../../shared/sitting/decision.ts';
import type { LogEntry, SaltedEntry } from '../../shared/sitting/events.ts';
import { type Refusal, refusal } from '../../shared/sitting/refusals.ts';
import { type Sitting, voteIn } from '../../shared/sitting/state.ts';
import type { PreparedBallot } from '../../shared/sitting/vote-records.ts';
import { type Audience, type VoteView, voteView } from '../../shared/views.ts';
import { StoreUnavailable } from '../commit/queue.ts';
import { archiveOf, type Keepsake } from './archive-of.ts';
import { type BundleFile, bundleFor, LatestBundles } from './bundles.ts';
import { Course, isUnsealed, type Parts, sealBytesOf } from './course.ts';
import { HallCodes } from './hall-code.ts';
import {
  applyTo,
  endsVote,
  inTurn,
  type Live,
  newLive,
  type Outcome,
  oncePerId,
  type RollNow,
  rollNow,
  type SittingsOptions,
} from './live.ts';
import { type AccountName, type LogPage, logPage } from './log.ts';
import { linked, missing } from './logs/chain.ts';
import type { SendSelf, SendView, VersionedView } from './onlookers.ts';

type Outside = Pick<
  By,
  'cardVersion' | 'credentialIssued' | 'hallCode' | 'diskAlmostFull' | 'inquiryUnfinished'
>;

/** How long the server waits before it tries a step of its own again that its disk refused. */
const RETRY_MS = 1000;

/**
 * All sittings of the chamber. `submit` takes a command through turn, rules, journal and urns; `watch` sends what an
 * audience may know, at once and after every change.
 */
export class Sittings {
  readonly hallCodes: HallCodes;
  readonly #parts: Parts;
  readonly #course: Course;
  readonly #live = new Map<SittingId, Live>();
  readonly #now: () => number;
  readonly #turnoutTimer: NodeJS.Timeout;
  readonly #bundles: LatestBundles;
  readonly #inquiryUnfinished: (sittingId: SittingId) => boolean;
  #stopped = false;

  private constructor(parts: Parts, options: SittingsOptions) {
    this.#parts = parts;
    this.#course = new Course(parts);
    this.#bundles = new LatestBundles(parts);
    this.#now = options.now;
    this.#inquiryUnfinished = options.inquiryUnfinished ?? (() => false);
    this.hallCodes = new HallCodes(options.now, (id) => this.#live.get(id)?.sitting.stage === 'open');
    this.#turnoutTimer = setInterval(() => this.#stepTurnout(), options.turnoutStepMs);
  }

  /** Reads every sitting from the journal, tidies up after a crash and resumes what was under way. */
  static async open(parts: Parts, options: SittingsOptions): Promise<Sittings> {
    const sittings = new Sittings(parts, options);
    for (const sittingId of await parts.journal.sittings()) {
      if (options.archived?.(sittingId)) continue;
      const live = newLive(sittingId);
      await sittings.#catchUp(live);
      sittings.#live.set(sittingId, live);
    }
    if (options.restored) for (const live of sittings.#live.values()) await sittings.#abortUnsealed(live);
    const all = [...sittings.#live.values()].map(({ sitting }) => sitting);
    sittings.#course.expectWhole(all);
    await sittings.#course.tidy(all);
    for (const sitting of all) await sittings.#course.reload(sitting);
    for (const live of sittings.#live.values()) sittings.#advance(live);
    return sittings;
  }

  list(): Pick<Sitting, 'sittingId' | 'title' | 'stage' | 'closedAt'>[] {
    const all = [...this.#live.values()].map(({ sitting }) => sitting);
    return all.map(({ sittingId, title, stage, closedAt }) => ({ sittingId, title, stage, closedAt }));
  }

  /** Whether anybody may be casting, in any sitting, or a seal is not finished. */
  votesOpen(): boolean {
    return [...this.#live.values()].some(({ sitting }) => voteIn(sitting, ['open', 'closed']));
  }

  /** What is to be kept of a closed sitting. Nothing changes in it any more. */
  async archiveOf(sittingId: SittingId): Promise<Keepsake | { refused: Refusal }> {
    const live = this.#live.get(sittingId);
    if (!live) return { refused: refusal('not-found', 'sittingId') };
    const { closedAt } = live.sitting;
    if (closedAt === null) return { refused: refusal('sitting-not-closed') };
    return archiveOf(live, closedAt, this.#parts);
  }

  /** Of an archived sitting nothing is shown or taken here any more. */
  leave(sittingId: SittingId): void {
    this.#live.get(sittingId)?.onlookers.stop();
    this.#live.delete(sittingId);
    this.#bundles.forget();
  }

  /**
   * Carries out a command. Resolves once its events are durable and before anyone else hears of them; a repeated
   * commandId gets its first version and changes nothing, or is refused where it cannot be done in part.
   */
  async submit(
    sittingId: SittingId,
    actor: Actor,
    { commandId, command, cardVersion }: Pick<By, 'commandId' | 'cardVersion'> & { command: AnyCommand },
  ): Promise<Outcome> {
    const live = this.#find(sittingId, command.type === 'CreateSitting');
    if (!live) return { refused: refusal('not-found', 'sittingId') };
    if (command.type === 'PrepareVote') {
      // Keys take their time, and a screen asks again: under the same id, for the same keys.
      const underWay = live.preparing.get(commandId) ?? this.#prepare(live, actor, commandId, command);
      live.preparing.set(commandId, underWay);
      return underWay.finally(() => live.preparing.delete(commandId));
    }
    const outside = { ...(await this.#outside(live, actor, commandId, command)), cardVersion };
    const outcome = await inTurn(live, () => this.#carryOut(live, actor, commandId, command, outside));
    if (live.sitting.version === 0) this.#live.delete(sittingId);
    this.#advance(live);
    return outcome;
  }

  /** Signs one blinded credential for a deputy who may vote now. */
  async issue(
    sittingId: SittingId,
    deputyId: DeputyId,
    ballotId: BallotId,
    blindedMessage: string,
  ): Promise<{ blindSignature: Uint8Array } | { refused: Refusal }> {
    const may = credentialsAllowed(this.#live.get(sittingId)?.sitting, ballotId, deputyId);
    if ('refused' in may) return may;
    return this.#parts.issuer.issue(ballotId, deputyId, may.allowed, fromBase64Url(blindedMessage)!);
  }

  /** What an audience may know now; the same object for everyone until something changes. */
  view(sittingId: SittingId, audience: Audience): VersionedView | null {
    return this.#live.get(sittingId)?.onlookers.view(audience) ?? null;
  }

  /** Sends the audience's view after every change. Returns how to stop. Null for an unknown sitting. */
  watch(sittingId: SittingId, audience: Audience, send: SendView): (() => void) | null {
    return this.#live.get(sittingId)?.onlookers.watch(audience, send) ?? null;
  }

  /** The same for what a deputy's own tablet knows of its deputy. */
  watchSelf(sittingId: SittingId, deputyId: DeputyId, send: SendSelf): (() => void) | null {
    return this.#live.get(sittingId)?.onlookers.watchSelf(deputyId, send) ?? null;
  }

  /** The roll as it is now; null for an unknown sitting. */
  roll(sittingId: SittingId): RollNow | null {
    const live = this.#live.get(sittingId);
    return live ? rollNow(live) : null;
  }

  /** Who is on the roll; null for anybody else. */
  deputy(sittingId: SittingId, deputyId: DeputyId): Deputy | null {
    return this.#live.get(sittingId)?.sitting.roll.get(deputyId)?.deputy ?? null;
  }

  /** Something of a sitting as it is now; null for an unknown one. */
  read<T>(sittingId: SittingId, what: (sitting: Sitting) => T): T | null {
    const live = this.#live.get(sittingId);
    return live ? what(live.sitting) : null;
  }

  /** Does something in the turn of a sitting, whose stage does not change meanwhile. */
  during<T>(sittingId: SittingId, work: (stage: Sitting['stage']) => Promise<T>): Promise<T> | null {
    const live = this.#live.get(sittingId);
    return live ? inTurn(live, () => work(live.sitting.stage)) : null;
  }

  /** The sheets of a vote with their keys, the same for everyone; null when there is no such vote. */
  sheets(sittingId: SittingId, voteId: VoteId): readonly PreparedBallot[] | null {
    return this.#live.get(sittingId)?.sitting.votes.get(voteId)?.ballots ?? null;
  }

  /** A published vote with its results, however long ago. */
  result(sittingId: SittingId, voteId: VoteId): VoteView | { refused: Refusal } {
    const sitting = this.#live.get(sittingId)?.sitting;
    const vote = sitting?.votes.get(voteId);
    if (!sitting || !vote) return { refused: refusal('vote-unknown', 'voteId') };
    if (vote.stage !== 'published')
      return { refused: refusal('wrong-stage', 'voteId', `the vote is ${vote.stage}`) };
    return voteView(vote, sitting, 'hallScreen', null);
  }

  /** A bundle for whoever asks: the audit bundle for scrutineers from the count on, the public one with the result. */
  async bundle(
    sittingId: SittingId,
    voteId: VoteId,
    by: Pick<By, 'actor' | 'cardVersion'>,
    which: 'audit' | 'public',
  ): Promise<BundleFile | { refused: Refusal }> {
    const may = bundleFor(this.#live.get(sittingId)?.sitting, voteId, by, which);
    return 'refused' in may ? may : (await this.#bundles.of(sittingId, may.vote))[which];
  }

  /** A page of the sitting's log, for its desk; null for an unknown sitting. */
  async log(sittingId: SittingId, after: number, nameOf: AccountName): Promise<LogPage | null> {
    const live = this.#live.get(sittingId);
    return live ? logPage(live, this.#parts.journal, after, nameOf) : null;
  }

  /** Stops timers and the server's own steps; what is under way is finished first. */
  async shutDown(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#turnoutTimer);
    this.hallCodes.stop();
    for (const live of this.#live.values()) {
      live.onlookers.stop();
      await live.turn;
      await live.advancing;
    }
  }

  /** Their ballots are in no backup: they are held again as another round. */
  async #abortUnsealed(live: Live): Promise<void> {
    for (const { voteId, stage } of live.sitting.votes.values()) {
      if (!isUnsealed(stage)) continue;
      const command = { type: 'RecordVoteAborted', voteId, reason: RESTORED_FROM_BACKUP } as const;
      const commandId = `${voteId}:${command.type}` as CommandId;
      await this.#carryOut(live, { role: 'system' }, commandId, command);
    }
  }

  #find(sittingId: SittingId, create: boolean): Live | undefined {
    if (create && !this.#live.has(sittingId)) this.#live.set(sittingId, newLive(sittingId));
    return this.#live.get(sittingId);
  }

  /** Applies what the journal has and memory has not; checks every link of the chain on the way. */
  async #catchUp(live: Live): Promise<void> {
    const { sittingId } = live.sitting;
    const head = { version: live.sitting.version, link: live.chainHead };
    const rows = await this.#parts.journal.read(sittingId);
    for (const { chained, commandId } of missing(rows, head, entryHash, `the journal of ${sittingId}`))
      applyTo(live, chained.entry, chained.link, commandId);
  }

  async #carryOut(
    live: Live,
    actor: Actor,
    commandId: CommandId,
    command: AnyCommand,
    outside: Outside = {},
  ): Promise<Outcome> {
    const before = live.done.get(commandId);
    if (before !== undefined) {
      return oncePerId.has(command.type) ? { refused: refusal('act-repeated') } : { version: before };
    }
    const now = Math.max(this.#now(), live.lastAt);
    // Asked in the sitting's turn, in which inquiries are planned as well.
    const inquiryUnfinished =
      command.type === 'CloseSitting' && this.#inquiryUnfinished(live.sitting.sittingId);
    const by = { actor, now, commandId, inquiryUnfinished, ...outside };
    const decision = decide(live.sitting, command, by);
    if ('refused' in decision) return decision;
    const { version } = live.sitting;
    if (decision.accepted.length === 0) return { version };

    const decided = { events: decision.accepted, by: actor, at: now };
    const entries = linked<SaltedEntry>(decided, { version, link: live.chainHead }, entryHash);
    const append = () =>
      this.#parts.journal.append(live.sitting.sittingId, { expectedVersion: version, commandId, entries });
    const appended = await append().catch(async (error) => {
      if (!endsVote.has(command.type)) throw error;
      // A vote that is open can always be ended: for that there is a reserve.
      await this.#parts.disk.release();
      return append();
    });
    if (appended.kind !== 'appended') {
      // A commit that reached the disk although the disk had reported failure: memory is behind.
      await this.#catchUp(live);
      this.#course.follow(live.sitting);
      live.onlookers.changed();
      const version = live.done.get(commandId);
      if (version !== undefined) return { version };
      throw new StoreUnavailable(`the journal was ahead, at ${appended.version}`);
    }
    for (const { entry, link } of entries) {
      applyTo(live, entry, link, commandId);
      this.#logStage(live.sitting, entry);
      this.hallCodes.follow(live.sitting.sittingId, entry.event);
    }
    this.#live.set(live.sitting.sittingId, live);
    this.#course.follow(live.sitting);
    try {
      if (command.type === 'CloseVote') await this.#course.shut(live.sitting, command.voteId);
      if (command.type === 'AbortVote') await this.#course.abort(live.sitting, command.voteId);
    } finally {
      live.onlookers.changed();
    }
    return { version: live.sitting.version };
  }

  /** Keys take a while to make: nobody's turn waits for them. Rules are asked before and again when recorded. */
  async #prepare(
    live: Live,
    actor: Actor,
    commandId: CommandId,
    command: Extract<AnyCommand, { type: 'PrepareVote' }>,
  ): Promise<Outcome> {
    const before = live.done.get(commandId);
    if (before !== undefined) return { version: before };
    const outside = await this.#outside(live, actor, commandId, command);
    const decision = decide(live.sitting, command, { actor, now: this.#now(), commandId, ...outside });
    if ('refused' in decision) return decision;
    const vote = await this.#course.prepare(live.sitting, command.paperId, command.rehearsal);
    const recorded = await inTurn(live, () =>
      this.#carryOut(live, actor, commandId, { type: 'RecordVotePrepared', vote }),
    );
    const known = new Set(
      [...live.sitting.votes.values()].flatMap(({ ballots }) => ballots.map((b) => b.ballotId)),
    );
    await this.#course.discard(vote.ballots.map(({ ballotId }) => ballotId).filter((id) => !known.has(id)));
    return recorded;
  }

  /** What a rule asks of the world outside the log. Only who may ask makes the server look; what was carried out already is not looked at again. */
  async #outside(live: Live, actor: Actor, id: CommandId, command: AnyCommand): Promise<Outside> {
    const { role } = actor;
    if (command.type === 'RequestReissue' && role === 'operator')
      return { credentialIssued: await this.#parts.issuer.wasIssued(live.sitting, command) };
    if (command.type === 'CheckInByCode' && actor.role === 'deputy' && !live.done.has(id)) {
      const hallCode = this.hallCodes.of(live.sitting.sittingId).judge(actor.deputyId, id, command.code);
      return { hallCode };
    }
    const asks = command.type === 'PrepareVote' || command.type === 'OpenVote';
    if (!asks || (role !== 'operator' && role !== 'chair')) return {};
    const needed = command.type === 'OpenVote' ? sealBytesOf(live.sitting, command.voteId) : 0;
    return { diskAlmostFull: !(await this.#parts.disk.hasRoomFor(needed)) };
  }

  /** Does what waits for the server alone, one step after the other; a disk that refuses is asked again later. */
  #advance(live: Live): void {
    if (live.advancing || this.#stopped) return;
    live.advancing = this.#steps(live)
      .then(() => false)
      .catch(async (error: Error) => {
        this.#parts.operations.storeUnavailable(error);
        // What waits for the server is the end of a vote.
        await this.#parts.disk.release();
        return true;
      })
      .then((failed) => {
        live.advancing = null;
        if (failed && !this.#stopped) setTimeout(() => this.#advance(live), RETRY_MS).unref();
      });
  }

  async #steps(live: Live): Promise<void> {
    for (;;) {
      const step = await this.#course.next(live.sitting);
      if (!step || this.#stopped) return;
      const outcome = await inTurn(live, () =>
        this.#carryOut(live, { role: 'system' }, step.commandId, step.command),
      );
      // Overtaken: the chair declared the vote void meanwhile.
      if ('refused' in outcome && outcome.refused.code !== 'wrong-stage') {
        throw new Error(`${step.command.type} was refused: ${outcome.refused.code}`);
      }
    }
  }

  #logStage({ sittingId, votes }: Sitting, { event }: LogEntry): void {
    const vote = 'voteId' in event ? votes.get(event.voteId) : undefined;
    if (vote) this.#parts.operations.stageReached(sittingId, vote.voteId, vote.stage);
  }

  #stepTurnout(): void {
    for (const { sitting, onlookers } of this.#live.values()) {
      for (const vote of sitting.votes.values()) {
        if (vote.stage !== 'open') continue;
        const returned = vote.ballots.map(({ ballotId }) => this.#parts.urn.returned(ballotId));
        onlookers.setTurnout(vote.voteId, Math.max(...returned));
      }
    }
  }
}
