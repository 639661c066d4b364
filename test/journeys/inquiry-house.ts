import type { Page } from '@playwright/test';
import type { FollowedInquiry } from '../../server/demo/inquiry-line.ts';
import { followed, planInquiry } from '../../server/demo/inquiry-setup.ts';
import type { InquiryId } from '../../shared/ids.ts';
import type { InquiryPlan } from '../../shared/inquiry/plan.ts';
import type { DeskQuestion } from '../../shared/inquiry/views.ts';
import { type InquiryStaff, inquiryStaff, planOf } from '../server/inquiry-fixture.ts';
import type { House } from './house.ts';
import { Viewer } from './viewer.ts';

/** The login names of those who moderate; `inquiryStaff` gives them their passwords. */
export type Moderator = 'moderator1' | 'moderator2';

/** An inquiry that the public can ask in, in a house of its own. */
export class InquiryHouse {
  readonly house: House;
  readonly staff: InquiryStaff;
  readonly inquiryId: InquiryId;
  /** The operator's line to it, to look at what the server has. */
  readonly operator: FollowedInquiry;
  readonly #viewers: Viewer[] = [];

  private constructor(house: House, staff: InquiryStaff, inquiryId: InquiryId, operator: FollowedInquiry) {
    this.house = house;
    this.staff = staff;
    this.inquiryId = inquiryId;
    this.operator = operator;
  }

  static async open(house: House, plan: Partial<InquiryPlan> = {}): Promise<InquiryHouse> {
    const { hall } = house;
    const staff = await inquiryStaff(hall);
    const { inquiryId } = await planInquiry(hall, planOf(null, plan));
    const operator = await followed(hall.operator, hall, inquiryId);
    return new InquiryHouse(house, staff, inquiryId, operator);
  }

  async viewer(): Promise<Viewer> {
    const { code } = await this.operator.until('desk', (view) => view);
    const viewer = await Viewer.come(this.house.server.url, code);
    this.#viewers.push(viewer);
    return viewer;
  }

  /** Each asked by a viewer of its own, in this order; resolves when the desk has them. */
  async asked(texts: readonly string[]): Promise<{ viewer: Viewer; question: DeskQuestion }[]> {
    const asked = [];
    for (const text of texts) {
      const viewer = await this.viewer();
      await viewer.ask(text);
      asked.push({ viewer, question: await this.question((question) => question.originalText === text) });
    }
    return asked;
  }

  /** Resolves with the question as the desk has it, once there is one. */
  question(found: (question: DeskQuestion) => boolean): Promise<DeskQuestion> {
    return this.operator.until('desk', ({ questions }) => Object.values(questions).find(found));
  }

  /** The moderation desk in a browser of its own. `first` is done before it connects. */
  async desk(who: Moderator, part = '', first?: (page: Page) => Promise<void>): Promise<Page> {
    const page = await this.house.page('desk', 'about:blank');
    await first?.(page);
    const answer = await page.request.post('/api/staff/sign-in', {
      data: { loginName: who, password: `demo-${who}-2026` },
      maxRetries: 2,
    });
    if (!answer.ok()) throw new Error(`${who}: ${await answer.text()}`);
    await page.goto(`/moderation/${this.inquiryId}${part}`);
    return page;
  }

  leave(): void {
    for (const viewer of this.#viewers) viewer.leave();
  }
}
