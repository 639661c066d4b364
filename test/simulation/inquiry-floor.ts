import type { Dice } from '../../server/demo/dice.ts';
import type { FollowedInquiry } from '../../server/demo/inquiry-line.ts';
import type { DepartmentId } from '../../shared/ids.ts';
import type { InquiryCommand } from '../../shared/inquiry/commands.ts';
import { Hands } from './inquiry-hands.ts';

/** The chair works through the queue, and sometimes thinks better of it. */
export class SimulatedChair extends Hands {
  readonly #departments: readonly DepartmentId[];

  constructor(line: FollowedInquiry, dice: Dice, paceMs: number, departments: readonly DepartmentId[]) {
    super(line, dice, paceMs);
    this.#departments = departments;
  }

  protected next(): InquiryCommand | null {
    const view = this.line.unparsed('desk');
    if (view?.stage !== 'live') return null;
    const { floor, queue } = view;
    const { dice } = this;
    const draw = dice.between(1, 100);
    if (floor?.phase === 'question')
      return {
        type: 'BeginAnswer',
        respondent: { departmentId: dice.pick(this.#departments), official: null },
      };
    if (floor) {
      if (draw <= 20) return { type: 'FollowUp' };
      if (draw <= 85) return { type: 'FinishQuestion', outcome: 'answered' };
      if (draw <= 92)
        return { type: 'FinishQuestion', outcome: 'referred', reason: '会后由市政府督查室答复' };
      return { type: 'ReturnQuestion' };
    }
    if (queue.length > 0 && draw <= 60) return { type: 'PutQuestion', questionId: queue[0]! };
    if (queue.length > 1 && draw <= 70) return { type: 'OrderQueue', questionIds: dice.shuffled(queue) };
    if (queue.length > 0 && draw <= 75) return { type: 'UnqueueQuestion', questionId: dice.pick(queue) };
    const waiting = this.questions
      .filter(({ state, questionId }) => state === 'waiting' && !queue.includes(questionId))
      .sort((a, b) => b.supports - a.supports)
      .slice(0, 3);
    const next = waiting.map(({ questionId }) => questionId);
    return next.length > 0 ? { type: 'QueueQuestions', questionIds: next, at: 0 } : null;
  }

  /** Whatever is on the floor is answered, and that is the end. */
  async end(): Promise<void> {
    for (;;) {
      const floor = (await this.line.until('desk', (view) => view.version >= this.version && view)).floor;
      if (!floor) break;
      if (floor.phase === 'question')
        await this.send({
          type: 'BeginAnswer',
          respondent: { departmentId: this.#departments[0]!, official: null },
        });
      else await this.send({ type: 'FinishQuestion', outcome: 'answered' });
    }
    await this.send({ type: 'EndInquiry' });
  }
}

/** Writes down what is said. */
export class SimulatedNoteTaker extends Hands {
  protected next(): InquiryCommand | null {
    const spoken = this.questions.flatMap(({ questionId, turns = [] }) =>
      turns.filter(({ kind }) => kind !== 'writtenAnswer').map(({ turnId }) => ({ questionId, turnId })),
    );
    if (spoken.length === 0) return null;
    const text = `记录稿第${this.dice.between(1, 999)}稿：管网改造按期完成。`;
    return { type: 'WriteTurn', ...this.dice.pick(spoken), text };
  }
}

/** Answers in writing what was assigned to it. */
export class SimulatedDepartment extends Hands {
  readonly #departmentId: DepartmentId;
  /** It was given to another department meanwhile. */
  protected override readonly alsoOvertaken = ['not-allowed'];

  constructor(line: FollowedInquiry, dice: Dice, paceMs: number, departmentId: DepartmentId) {
    super(line, dice, paceMs);
    this.#departmentId = departmentId;
  }

  protected next(): InquiryCommand | null {
    const { questions = {} } = this.line.unparsed('department') ?? {};
    const mine = Object.values(questions).filter(({ departmentId }) => departmentId === this.#departmentId);
    if (mine.length === 0) return null;
    const text = `书面答复（${this.dice.between(1, 999)}）：已列入明年计划。`;
    return { type: 'AnswerInWriting', questionId: this.dice.pick(mine).questionId, text };
  }
}

/** Raises a hand from the seat in the hall, and takes it down again. */
export class SimulatedMember extends Hands {
  readonly #deputyId: string;

  constructor(line: FollowedInquiry, dice: Dice, paceMs: number, deputyId: string) {
    super(line, dice, paceMs);
    this.#deputyId = deputyId;
  }

  protected next(): InquiryCommand | null {
    const view = this.line.unparsed('members');
    if (view?.stage !== 'live') return null;
    const [mine] = Object.entries(view.requests).find(([, deputyId]) => deputyId === this.#deputyId) ?? [];
    if (mine === undefined) return { type: 'AskToSpeak', text: '我想就供水问题补充一句。' };
    return { type: 'WithdrawRequest', questionId: mine as never };
  }
}
