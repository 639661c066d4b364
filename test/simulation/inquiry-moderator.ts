import type { Dice } from '../../server/demo/dice.ts';
import type { FollowedInquiry } from '../../server/demo/inquiry-line.ts';
import type { AccountId, DepartmentId } from '../../shared/ids.ts';
import type { InquiryCommand } from '../../shared/inquiry/commands.ts';
import type { DeskQuestion } from '../../shared/inquiry/views.ts';
import { Hands } from './inquiry-hands.ts';
import type { MarkedWords } from './inquiry-words.ts';

const BATCH = 200;
/** So many at the head of what waits, or this share of it; all moderators look at the same ones. */
const HEAD = 12;
const HEAD_SHARE = 1 / 10;
const reasons = ['与本次专题无关', '内容重复', '含有他人隐私'];

interface Desk {
  accountId: AccountId;
  words: MarkedWords;
  departments: readonly DepartmentId[];
}

/** A moderator who is quick and careless, and at the same questions as the others. */
export class RacingModerator extends Hands {
  readonly #desk: Desk;

  constructor(line: FollowedInquiry, dice: Dice, paceMs: number, desk: Desk) {
    super(line, dice, paceMs);
    this.#desk = desk;
  }

  protected next(): InquiryCommand | null {
    const all = this.questions.filter(({ source }) => source === 'public');
    const { dice } = this;
    const waiting = all.filter(({ state }) => state === 'submitted');
    const fresh = waiting.slice(0, Math.max(HEAD, waiting.length * HEAD_SHARE));
    const known = all.filter(({ state }) => state !== 'submitted');
    const atWork =
      dice.chance(75) && fresh.length > 0 ? fresh : known.length > 0 ? dice.some(known, 6) : fresh;
    if (atWork.length === 0) return null;
    return this.#with(dice.pick(atWork), atWork, all);
  }

  #with(one: DeskQuestion, some: readonly DeskQuestion[], all: readonly DeskQuestion[]): InquiryCommand {
    const { dice } = this;
    const { questionId } = one;
    const several = dice
      .some(some, dice.between(1, Math.ceil(some.length / 3)))
      .map((question) => question.questionId);
    const draw = dice.between(1, 100);
    if (one.state === 'merged' && draw <= 40) return { type: 'UnmergeQuestion', questionId };
    if (one.state === 'rejected' && draw <= 30)
      return { type: 'RestoreQuestions', questionIds: [questionId] };
    if (draw <= 12) return { type: 'ClaimQuestions', questionIds: several };
    if (draw <= 18) return { type: 'ReleaseQuestions', questionIds: [questionId] };
    if (draw <= 48) return { type: 'ApproveQuestions', questionIds: several };
    if (draw <= 56) return { type: 'RejectQuestions', questionIds: [questionId], reason: dice.pick(reasons) };
    if (draw <= 72) {
      const text = this.#desk.words.edited(one.text, dice);
      return { type: 'EditQuestion', questionId, textVersion: one.textVersion, text };
    }
    if (draw <= 86) {
      const into = dice.pick(all).questionId;
      return { type: 'MergeQuestions', into, questionIds: several };
    }
    if (draw <= 90)
      return {
        type: 'LabelQuestions',
        questionIds: several,
        label: dice.pick(['供水', '学位', '养老']),
        on: true,
      };
    if (draw <= 96)
      return {
        type: 'AssignQuestions',
        questionIds: several,
        departmentId: dice.pick(this.#desk.departments),
      };
    if (draw <= 98) return { type: 'ReferQuestions', questionIds: [questionId], reason: '转市信访局' };
    return one.banned === undefined
      ? { type: 'BanAsker', questionId, reason: '多次辱骂' }
      : { type: 'LiftBan', questionId };
  }

  /** Lets go of what is claimed, so that others need not wait for it to run out. */
  async letGo(): Promise<void> {
    const mine = this.questions.filter(({ claim }) => claim?.accountId === this.#desk.accountId);
    for (const { questionId } of mine)
      await this.send({ type: 'ReleaseQuestions', questionIds: [questionId] });
  }

  /** Decides on everything that nobody has decided on, until there is nothing left of so many that were asked. */
  async finish(asked: number): Promise<void> {
    await this.line.until('desk', ({ questions }) => {
      return Object.values(questions).filter(({ source }) => source === 'public').length >= asked;
    });
    for (;;) {
      const rest = this.questions
        .filter(({ source, state }) => source === 'public' && state === 'submitted')
        .map(({ questionId }) => questionId)
        .slice(0, BATCH);
      if (rest.length === 0) return;
      const half = Math.ceil((rest.length * 2) / 3);
      await this.send({ type: 'ApproveQuestions', questionIds: rest.slice(0, half) });
      if (rest.length > half)
        await this.send({ type: 'RejectQuestions', questionIds: rest.slice(half), reason: reasons[0]! });
      await this.line.until('desk', ({ version }) => version >= this.version);
    }
  }
}
