import { Route, Switch } from 'wouter';
import { lazyRetry } from '../lazy.ts';
import { Fault } from './Fault.tsx';

const AccountPage = lazyRetry(async () => (await import('../accounts/AccountPage.tsx')).AccountPage);
const AccountsPage = lazyRetry(async () => (await import('../accounts/AccountsPage.tsx')).AccountsPage);
const ActsPage = lazyRetry(async () => (await import('../accounts/ActsPage.tsx')).ActsPage);
const ArchivePage = lazyRetry(async () => (await import('../host/archive/ArchivePage.tsx')).ArchivePage);
const ReportPage = lazyRetry(async () => (await import('../report/ReportPage.tsx')).ReportPage);
const InquiryList = lazyRetry(async () => (await import('../inquiry/InquiryList.tsx')).InquiryList);
const NotesPage = lazyRetry(async () => (await import('../inquiry/notes/NotesPage.tsx')).NotesPage);
const DepartmentPage = lazyRetry(
  async () => (await import('../inquiry/department/DepartmentPage.tsx')).DepartmentPage,
);
const ModerationPage = lazyRetry(
  async () => (await import('../moderation/ModerationPage.tsx')).ModerationPage,
);

/** What only the staff opens, apart from the first load of a tablet; and what is not there at all. */
export function StaffScreens() {
  return (
    <Switch>
      <Route path="/account">
        <AccountPage />
      </Route>
      <Route path="/accounts">
        <AccountsPage />
      </Route>
      <Route path="/acts/:sittingId?">{({ sittingId }) => <ActsPage sittingId={sittingId} />}</Route>
      <Route path="/archive/:sittingId/:voteId?">
        {({ sittingId, voteId }) => <ArchivePage sittingId={sittingId} voteId={voteId} />}
      </Route>
      <Route path="/report/:sittingId/:voteId">
        {({ sittingId, voteId }) => <ReportPage sittingId={sittingId} voteId={voteId} />}
      </Route>
      <Route path="/inquiries">
        <InquiryList />
      </Route>
      <Route path="/moderation/:inquiryId/:part?">
        {({ inquiryId, part }) => <ModerationPage inquiryId={inquiryId} part={part} />}
      </Route>
      <Route path="/notes/:inquiryId">{({ inquiryId }) => <NotesPage inquiryId={inquiryId} />}</Route>
      <Route path="/department/:inquiryId">
        {({ inquiryId }) => <DepartmentPage inquiryId={inquiryId} />}
      </Route>
      <Route>
        <Fault notFound />
      </Route>
    </Switch>
  );
}
