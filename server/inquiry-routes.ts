import type { Router } from 'express';
import type { AccountId, QuestionId } from '../shared/ids.ts';
import type { Accounts } from './accounts/accounts.ts';
import { accountOf } from './accounts/routes.ts';
import type { Admission } from './chamber/admission.ts';
import type { Inquiries } from './chamber/inquiries/inquiries.ts';
import { papersOf } from './chamber/sitting-facts.ts';
import type { Sittings } from './chamber/sittings.ts';
import { type Asked, get, post, refuse } from './declared-routes.ts';
import { audienceOf } from './inquiry-requests.ts';

interface Parts {
  accounts: Accounts;
  admission: Admission;
  sittings: Sittings;
  inquiries: Inquiries;
}

/** Inquiries for staff: which there are, what a plan is made of, and their logs. */
export function inquiryRoutes(router: Router, parts: Parts): void {
  const { accounts, admission, sittings, inquiries } = parts;
  get(router, admission, 'GET /api/inquiries', async ({ session: { principal } }) => {
    const accountId = accountOf(principal);
    if (!accountId) return refuse('not-allowed');
    const all = inquiries.list();
    return {
      inquiries:
        principal.role === 'department'
          ? all.filter(({ inquiryId }) => inquiries.answersIn(inquiryId, accountId))
          : all,
    };
  });
  const planning = 'POST /api/sittings/:sittingId/inquiries';
  post(router, admission, planning, 'large', async (body, { session, sittingId }) =>
    inquiries.plan(sittingId, session.actor, body),
  );
  const choices = 'GET /api/sittings/:sittingId/inquiry-choices';
  get(router, admission, choices, async ({ session: { principal }, sittingId }) => {
    if (principal.role !== 'operator' && principal.role !== 'chair') return refuse('not-allowed');
    const papers = sittings.read(sittingId, (sitting) => papersOf(sitting, 'appraisal'));
    if (!papers) return refuse('not-found', 'sittingId');
    const departments = accounts
      .list()
      .filter(({ role, standing }) => role === 'department' && standing !== 'closed');
    return {
      accounts: departments.map(({ accountId, name }) => ({ accountId, name })),
      papers,
    };
  });
  deskRoutes(router, parts);
}

/** For everyone with the desk of an inquiry; with the personal data of its sitting its log is gone. */
function deskRoutes(router: Router, { accounts, admission, inquiries }: Parts): void {
  const reads = <T>({ session: { principal } }: Asked, work: (by: AccountId) => T) => {
    const by = accountOf(principal);
    return by && audienceOf(principal) === 'desk' ? work(by) : refuse('not-allowed');
  };
  get(router, admission, 'GET /api/inquiries/:inquiryId/log?after=:after', async (asked, { after }) =>
    reads(asked, async () => {
      const page = await inquiries.logPage(asked.inquiryId, Number(after));
      return page ?? refuse('not-found', 'inquiryId');
    }),
  );
  const history = 'GET /api/inquiries/:inquiryId/history?question=:questionId';
  get(router, admission, history, async (asked, { question }) =>
    reads(asked, async () => {
      const entries = await inquiries.history(asked.inquiryId, question);
      return entries ? { entries } : refuse('question-unknown', 'question');
    }),
  );
  const merged = 'GET /api/inquiries/:inquiryId/supporters?of=:questionIds';
  get(router, admission, merged, async (asked, { of }) =>
    reads(asked, async () => {
      const supporters = await inquiries.supporters(asked.inquiryId, of.split(',') as QuestionId[]);
      return supporters === null ? refuse('question-unknown', 'of') : { supporters };
    }),
  );
  post(router, admission, 'POST /api/inquiries/:inquiryId/export', 'small', async ({ what }, asked) =>
    reads(asked, async (by) => {
      const sittingId = inquiries.sittingOf(asked.inquiryId);
      if (sittingId === null) return refuse('not-found', 'inquiryId');
      const type = what === 'log' ? 'InquiryLogExported' : 'InquiryRecordExported';
      await accounts.record(accounts.by(by), { type, sittingId });
      return {};
    }),
  );
}
