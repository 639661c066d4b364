import type { InquiryId } from '../../shared/ids.ts';
import type { Credentials } from './device.ts';
import type { Hall } from './hall.ts';
import { demoInquiryPlan } from './inquiry-plan.ts';
import { accountIdOf, followed, newcomer, planInquiry, prepareQuestions } from './inquiry-setup.ts';
import { type PublicPace, SimulatedPublic } from './public-crowd.ts';
import { invented } from './staff.ts';
import { UnhurriedModerator } from './unhurried-moderator.ts';

/** Of the longest rest of a viewer, what the moderator takes over a question. */
const MODERATOR_SHARE = 1 / 4;

/** The inquiry of the demo with everybody who takes part in it beside the newcomer. */
export class DemoInquiry {
  readonly inquiryId: InquiryId;
  readonly code: string;
  readonly #public: SimulatedPublic;
  readonly #moderator: UnhurriedModerator;

  private constructor(
    inquiryId: InquiryId,
    code: string,
    crowd: SimulatedPublic,
    moderator: UnhurriedModerator,
  ) {
    this.inquiryId = inquiryId;
    this.code = code;
    this.#public = crowd;
    this.#moderator = moderator;
  }

  /** Planned, with its prepared questions in the chair's queue; the public may ask, and begins to come with `follow`. */
  static async plan(hall: Hall, viewers: number, pace: PublicPace): Promise<DemoInquiry> {
    const { moderator, secondModerator, department, noteTaker } = invented;
    await newcomer(hall, 'moderator', moderator);
    await newcomer(hall, 'noteTaker', noteTaker);
    const answering = await newcomer(hall, 'department', department);
    const second = await newcomer(hall, 'moderator', secondModerator);
    const plan = demoInquiryPlan(await accountIdOf(answering), Date.now());
    const { inquiryId } = await planInquiry(hall, plan);
    const line = await followed(hall.operator, hall, inquiryId);
    await prepareQuestions(line);
    const { code } = line.unparsed('desk')!;
    const dice = hall.dice.fork();
    const desk = await followed(second, hall, inquiryId);
    return new DemoInquiry(
      inquiryId,
      code,
      new SimulatedPublic(hall.url, code, viewers, pace, dice.fork()),
      new UnhurriedModerator(desk, dice.fork(), Math.ceil(pace.restMs * MODERATOR_SHARE)),
    );
  }

  /** What is printed for the newcomer: what it is, its address, and who signs in there. */
  links(port: string): [string, string, Credentials?][] {
    const at = (host: string, path: string) => `http://${host}.localhost:${port}${path}`;
    const { moderator, department, noteTaker } = invented;
    return [
      [`公众页面 public page, 加入码 code ${this.code}`, at('public', `/g/${this.code}`)],
      ['审核台 moderation desk', at('moderator', `/moderation/${this.inquiryId}`), moderator],
      ['记录席 note-taker', at('notes', `/notes/${this.inquiryId}`), noteTaker],
      ['市水务局 a department', at('department', `/department/${this.inquiryId}`), department],
    ];
  }

  async follow(): Promise<void> {
    await Promise.all([this.#public.follow(), this.#moderator.work()]);
  }

  stop(): void {
    this.#public.stop();
    this.#moderator.stop();
  }
}
