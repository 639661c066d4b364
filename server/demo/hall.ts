import type { z } from 'zod';
import type { Paper, ProjectPaper } from '../../shared/ballot/paper.ts';
import { statutoryRules, type VotingRules } from '../../shared/ballot/rules.ts';
import type { DeputyId, PaperId, SittingId, VoteId } from '../../shared/ids.ts';
import type { http } from '../../shared/protocol.ts';
import type { Body, RollEntry } from '../../shared/roll.ts';
import type { RefusalCode } from '../../shared/sitting/refusals.ts';
import { type Check, type Verification, verifyBundle } from '../../shared/verifier/verify.ts';
import type { VoteView } from '../../shared/views.ts';
import { platform } from '../platform.ts';
import { Device, newCommandId, Refused, type Witness } from './device.ts';
import type { Dice } from './dice.ts';
import { administrators, grant, invented } from './staff.ts';
import { type Mishaps, noMishaps, Tablet } from './tablet.ts';

export interface Seat {
  deputyId: DeputyId;
  /** The secret of the card, which is in its link. */
  card: string;
  printedPin: string;
  /** Chosen at the first sign-in. */
  ownPin: string;
  tablet: Tablet;
}

export interface HallPlan {
  title: string;
  body: Body;
  totalMembership: number;
  roll: readonly RollEntry[];
  rules?: VotingRules;
}

/** Told about each step of a run, for a terminal or nobody. */
export type Tell = (step: string) => void;
/** Does the work for every member of a list, a bounded number at a time. */
export async function eachOf<T>(
  list: readonly T[],
  work: (one: T) => Promise<void>,
  atOnce = 64,
): Promise<void> {
  const rest = [...list];
  const lane = async () => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, list.length) }, lane));
}

/** A hall with its people, who do everything through the public API: desk, chair, hall screen and deputies. */
export class Hall {
  readonly url: string;
  readonly dice: Dice;
  readonly witness: Witness;
  /** The first of two; what two people grant, they grant together. */
  administrator!: Device;
  secondAdministrator!: Device;
  readonly operator: Device;
  readonly chair: Device;
  readonly screen: Device;
  readonly seats: Seat[] = [];
  sittingId!: SittingId;

  private constructor(url: string, dice: Dice, witness: Witness) {
    this.url = url;
    this.dice = dice;
    this.witness = witness;
    this.operator = new Device(url, witness);
    this.chair = new Device(url, witness);
    this.screen = new Device(url, witness);
  }

  /** From the setup codes to an open sitting with its roll, rules and scrutineers; nobody is checked in yet. */
  static async open(
    url: string,
    setupCodes: readonly string[],
    plan: HallPlan,
    dice: Dice,
    options: { witness?: Witness; mishaps?: Mishaps } = {},
  ): Promise<Hall> {
    const hall = new Hall(url, dice, options.witness ?? (() => {}));
    await hall.#staff(setupCodes);
    const { title, body, totalMembership } = plan;
    const created = await hall.operator.post('POST /api/sittings', {
      commandId: newCommandId(),
      title,
      body,
      totalMembership,
    });
    hall.sittingId = created.sittingId;
    await hall.#post('POST /api/sittings/:sittingId/roll/changes', firstRoll(plan.roll));
    for (const device of [hall.operator, hall.chair, hall.screen]) device.connect(hall.sittingId);
    await hall.#takeSeats(options.mishaps ?? noMishaps);
    await hall.chair.command({ type: 'AdoptVotingRules', rules: plan.rules ?? statutoryRules });
    await hall.appointScrutineers(hall.scrutineers);
    await hall.#handOutCards();
    await hall.chair.command({ type: 'OpenSitting' });
    return hall;
  }

  async #staff(setupCodes: readonly string[]): Promise<void> {
    if (setupCodes.length === 0) return this.#staffOfEarlier();
    const both = await administrators(this.url, setupCodes, this.witness);
    this.administrator = both.first;
    this.secondAdministrator = both.second;
    await grant(both, 'operator', invented.operator, this.operator);
    await grant(both, 'chair', invented.chair, this.chair);
    await this.screen.signIn(await this.screenLink());
  }

  /** Where an earlier hall of this server has set up the accounts: the same people come in by their passwords. */
  async #staffOfEarlier(): Promise<void> {
    this.administrator = new Device(this.url, this.witness);
    this.secondAdministrator = new Device(this.url, this.witness);
    const people = ['administrator', 'secondAdministrator', 'operator', 'chair'] as const;
    for (const person of people) await this[person].signInAs(invented[person]);
    await this.screen.signIn(await this.screenLink());
  }

  /** A one-time link for one more hall screen. */
  async screenLink(): Promise<string> {
    return (await this.operator.post('POST /api/hall-screens', { label: '大屏幕' })).link;
  }

  /** A seat and a tablet for everyone on the roll; nobody has a card yet. */
  async #takeSeats(mishaps: Mishaps): Promise<void> {
    for (const { deputy } of await this.operator.until((view) => view.roll)) {
      const tablet = new Tablet(this.url, this.dice.fork(), mishaps, this.witness);
      this.seats.push({ deputyId: deputy.deputyId, card: '', printedPin: '', ownPin: '', tablet });
    }
  }

  /** To everyone who has no card by two people. */
  async #handOutCards(): Promise<void> {
    const seats = this.seats.filter(({ card }) => card === '');
    if (seats.length === 0) return;
    const cards = await untilMade(() => this.issueCards(seats.map(({ deputyId }) => deputyId)));
    for (const [at, seat] of seats.entries()) keepCard(seat, cards[at]!.card, cards[at]!.pin!);
  }

  /** Cards to print. Those of scrutineers the operator asks for and the chair issues, without PINs. */
  async issueCards(
    deputyIds: readonly DeputyId[],
    by: Device = this.operator,
  ): Promise<z.output<(typeof http)['POST /api/sittings/:sittingId/cards']['reply']>['cards']> {
    const body = { commandId: newCommandId(), deputyIds: [...deputyIds] };
    const route = 'POST /api/sittings/:sittingId/cards';
    return (await by.post(route, body, { sittingId: this.sittingId })).cards;
  }

  /** A card in place of the deputy's earlier one, by two people where its holder watches over the count. */
  async renewCard(seat: Seat): Promise<void> {
    const { deputyId } = seat;
    const watching = await this.operator.until((view) => view.scrutineerCards);
    const byTwo = watching.some((one) => one.deputyId === deputyId);
    const { card, pin } = await untilMade(() =>
      byTwo ? this.#cardByTwo(deputyId) : this.#cardByOne(deputyId),
    );
    keepCard(seat, card, pin);
  }

  async #cardByOne(deputyId: DeputyId): Promise<{ card: string; pin: string }> {
    const [made] = await this.issueCards([deputyId]);
    return { card: made!.card, pin: made!.pin! };
  }

  /** The operator asks, the chair issues the link, the operator reads the PIN. */
  async #cardByTwo(deputyId: DeputyId): Promise<{ card: string; pin: string }> {
    await this.operator.command({ type: 'RequestCard', deputyId });
    const [made] = await this.issueCards([deputyId], this.chair);
    const { pin } = await this.#post('POST /api/sittings/:sittingId/card-pins', { deputyId });
    return { card: made!.card, pin };
  }

  readonly #post: Device['post'] = (route, body) =>
    this.operator.post(route, body, { sittingId: this.sittingId });

  get scrutineers(): Seat[] {
    return this.seats.slice(0, 3);
  }

  /**
   * The operator proposes, together with the chair makes cards for those who have none by two people, and the chair appoints;
   * the first is their chief. Who was signed in with another card signs in anew.
   */
  async appointScrutineers(seats: readonly Seat[]): Promise<void> {
    const scrutineers = seats.map(({ deputyId }) => deputyId);
    const list = { scrutineers, chief: scrutineers[0]! };
    const proposedAt = await this.operator.command({ type: 'ProposeScrutineers', ...list });
    const cards = await this.operator.until((view, version) => version >= proposedAt && view.scrutineerCards);
    for (const seat of seats) {
      if (cards.some(({ deputyId, byTwo }) => byTwo && deputyId === seat.deputyId)) continue;
      await this.renewCard(seat);
      if (seat.tablet.device.connected) await this.signIn(seat);
    }
    await this.chair.command({ type: 'AppointScrutineers', ...list });
  }

  /** Signs a deputy in on the own tablet and connects it. */
  async signIn(seat: Seat): Promise<void> {
    const { card, printedPin, ownPin } = seat;
    const { kind } = await seat.tablet.device.signInByCard(card, printedPin, ownPin);
    if (kind !== 'in') throw new Error(`a tablet that signs in is told: ${kind}`);
    seat.tablet.device.disconnect();
    seat.tablet.device.connect(this.sittingId);
  }

  /** A new tablet for a deputy whose old one is lost: nothing of its storage comes along. */
  async replaceTablet(seat: Seat): Promise<void> {
    seat.tablet.device.disconnect();
    await this.renewCard(seat);
    seat.tablet = new Tablet(this.url, this.dice.fork(), noMishaps, this.witness);
    await this.signIn(seat);
  }

  /** By the code on the hall screen where a deputy has a tablet that is signed in, else by staff. */
  async checkIn(seats: readonly Seat[]): Promise<void> {
    await eachOf(
      seats,
      async ({ deputyId, tablet: { device } }) => {
        if (device.connected && (await this.#checkedInByCode(device))) return;
        await this.operator.command({ type: 'CheckIn', deputyId });
      },
      8,
    );
  }

  /** False where the code has changed under the typing hand once too often. */
  async #checkedInByCode(device: Device): Promise<boolean> {
    const code = await this.screen.untilSaid('hall:code', (shown) => shown.code);
    const refused = await device.refusalOf({ type: 'CheckInByCode', code });
    if (refused !== null && refused !== 'code-wrong') throw new Refused({ code: refused }, 'CheckInByCode');
    return refused === null;
  }

  async drawUp(paper: Paper): Promise<PaperId> {
    const drawn = await this.#post('POST /api/sittings/:sittingId/papers', {
      commandId: newCommandId(),
      paper,
    });
    return drawn.paperId;
  }

  async importPabulib(file: string, seats?: number): Promise<PaperId> {
    const body = { commandId: newCommandId(), file, ...(seats !== undefined && { seats }) };
    return (await this.#post('POST /api/sittings/:sittingId/papers/pabulib', body)).paperId;
  }

  /** Makes keys and urns and opens the vote. */
  async openVote(paperId: PaperId, rehearsal = false): Promise<VoteId> {
    await this.operator.command({ type: 'PrepareVote', paperId, rehearsal });
    const isMine = (vote: VoteView) => vote.paperId === paperId && vote.stage === 'prepared';
    const { voteId } = await this.chair.until((view) => view.votes.find(isMine));
    await this.chair.command({ type: 'OpenVote', voteId });
    return voteId;
  }

  async inStage(voteId: VoteId, ...stages: VoteView['stage'][]): Promise<VoteView> {
    return this.chair.until((view) =>
      view.votes.find((vote) => vote.voteId === voteId && stages.includes(vote.stage)),
    );
  }

  /** Staff ask, a scrutineer approves. */
  async reissue(voteId: VoteId, deputyId: DeputyId): Promise<void> {
    await this.operator.command({ type: 'RequestReissue', voteId, deputyId, reason: '平板丢失' });
    const other = this.scrutineers.find((seat) => seat.deputyId !== deputyId)!;
    await other.tablet.device.command({ type: 'ApproveReissue', voteId, deputyId });
  }

  async closeAndDeclare(voteId: VoteId, tell: Tell = () => {}): Promise<VoteView> {
    await this.chair.command({ type: 'CloseVote', voteId });
    const sealed = await this.inStage(voteId, 'sealed');
    for (const { returned, deputiesIssued } of sealed.sealed!) {
      tell(
        `收回选票 returned ${returned}, 发出选票 issued to ${deputiesIssued} deputies; the key is destroyed`,
      );
    }
    await this.scrutineers[0]!.tablet.device.command({ type: 'ReportReturn', voteId });
    await this.chair.command({ type: 'DeclareVote', voteId, verdict: 'valid' });
    tell('总监票人 reported, 执行主席 declared the vote valid');
    return sealed;
  }

  /** The scrutineers fetch the audit bundle, verify it each for themselves, and sign its digest. */
  async confirm(voteId: VoteId, onCheck: (check: Check) => void = () => {}): Promise<Audit> {
    const audits = this.scrutineers.map(({ tablet: { device } }, at) =>
      this.audit(device, voteId, at === 0 ? onCheck : () => {}),
    );
    const [chief] = await Promise.all(audits);
    return chief!;
  }

  /** One scrutineer fetches the bundle, verifies it and signs its digest. */
  async audit(device: Device, voteId: VoteId, onCheck: (check: Check) => void = () => {}): Promise<Audit> {
    const digest = await device.until(
      (view) => view.votes.find((vote) => vote.voteId === voteId)?.digests?.auditDigest,
    );
    const text = await device.get(`/api/sittings/${this.sittingId}/votes/${voteId}/audit-bundle`);
    const verification = await verifyBundle(Buffer.from(text), { digest }, platform, onCheck);
    if (!verification.passed)
      throw new Error(`the audit bundle fails: ${JSON.stringify(verification.checks)}`);
    await device.command({ type: 'ConfirmResult', voteId, digest });
    return { text, digest, verification };
  }

  async publish(voteId: VoteId): Promise<VoteView> {
    await this.chair.command({ type: 'PublishResult', voteId });
    return this.inStage(voteId, 'published');
  }

  /** From the close to the published result. */
  async finish(voteId: VoteId): Promise<{ audit: Audit; published: VoteView }> {
    await this.closeAndDeclare(voteId);
    const audit = await this.confirm(voteId);
    return { audit, published: await this.publish(voteId) };
  }

  leave(): void {
    for (const device of [
      this.operator,
      this.chair,
      this.screen,
      ...this.seats.map((seat) => seat.tablet.device),
    ]) {
      device.disconnect();
    }
  }
}

const lostAnswers: readonly RefusalCode[] = ['act-repeated', 'card-pin-gone'];

/** What a simulated deputy chooses. */
function chosenPin(printed: string): string {
  return printed === '248613' ? '613248' : '248613';
}

function keepCard(seat: Seat, card: string, printedPin: string): void {
  Object.assign(seat, { card, printedPin, ownPin: chosenPin(printedPin) });
}

/** Cards and PINs whose answer was lost are not given again: they are made anew. */
async function untilMade<T>(make: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await make();
    } catch (error) {
      if (!(error instanceof Refused) || !lostAnswers.includes(error.refusal.code)) throw error;
    }
  }
}

export interface Audit {
  text: string;
  digest: string;
  verification: Verification;
}

export function projectPaper(title: string, projects: number, seats: number, maxMarks = seats): ProjectPaper {
  return {
    kind: 'project',
    title,
    maxMarks,
    seats,
    items: Array.from({ length: projects }, (_, at) => ({
      itemId: `P${String(at + 1).padStart(2, '0')}` as ProjectPaper['items'][number]['itemId'],
      title: `候选项目 ${at + 1}`,
    })),
  };
}

/** The change that makes the roll of a new sitting. */
export function firstRoll(roll: readonly RollEntry[]) {
  const none = { changed: [], restored: [], removed: [], phones: [] };
  return { commandId: newCommandId(), rollVersion: 0, added: [...roll], ...none };
}

/** `size` deputies in delegations of twenty. */
export function inventedRoll(size: number): RollEntry[] {
  return Array.from({ length: size }, (_, at) => ({
    name: `代表${at + 1}`,
    delegation: `第${Math.floor(at / 20) + 1}代表团`,
    seat: `${Math.floor(at / 20) + 1}-${(at % 20) + 1}`,
    standing: 'entitled' as const,
  }));
}
