import { Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PaperId, VoteId } from '../../shared/ids.ts';
import { stagesUnderWay } from '../../shared/sitting/state.ts';
import type { Self, View } from '../../shared/views.ts';
import { Button } from '../design/Button.tsx';
import { Notice } from '../design/Notice.tsx';
import { lazyRetry } from '../lazy.ts';
import { useSaid } from '../sitting.tsx';
import type { BallotBoxes } from './ballot-boxes.ts';
import { Page } from './Page.tsx';
import styles from './tablet.module.css';

const Agenda = lazyRetry(async () => (await import('./Agenda.tsx')).Agenda);
const CheckIn = lazyRetry(async () => (await import('./CheckIn.tsx')).CheckIn);
const InquiryRoom = lazyRetry(async () => (await import('./inquiry/InquiryRoom.tsx')).InquiryRoom);
const LeaveHall = lazyRetry(async () => (await import('./LeaveHall.tsx')).LeaveHall);
const NewBuild = lazyRetry(async () => (await import('./NewBuild.tsx')).NewBuild);
const ReadinessNote = lazyRetry(async () => (await import('./ReadinessNote.tsx')).ReadinessNote);
const ReadAhead = lazyRetry(async () => (await import('./ReadAhead.tsx')).ReadAhead);

interface Props {
  view: View;
  self: Self;
  boxes: BallotBoxes;
  onShow: (voteId: VoteId) => void;
}

/** Between the votes: who I am, whether I am checked in, what comes, and whether this tablet is ready. */
export function WaitingRoom({ view, self, boxes, onShow }: Props) {
  const { t } = useTranslation(['tablet', 'ballot', 'common']);
  const [reading, setReading] = useState<PaperId | null>(null);
  const { deputy, present } = self;
  const inquiry = useSaid('sitting:inquiry')?.inquiry;
  const came = useRef(present);
  const vote = view.votes.find(({ stage }) => stagesUnderWay.includes(stage));
  if (reading) {
    return (
      <Suspense fallback={<Page title={t('common:loading')} />}>
        <ReadAhead key={reading} view={view} paperId={reading} onBack={() => setReading(null)} />
      </Suspense>
    );
  }
  return (
    <Page bar={view.title} title={deputy.name}>
      <p className={styles['lead']}>
        <span>{deputy.delegation}</span>
        <span>{t('seat', { seat: deputy.seat })}</span>
        {self.scrutineer && (
          <strong>{t(self.chief ? 'common:role.chiefScrutineer' : 'common:role.scrutineer')}</strong>
        )}
      </p>
      <p className="visually-hidden" role="status">
        {present && !came.current && t('presence.in')}
      </p>
      <Suspense>
        <NewBuild voting={vote !== undefined} />
        {view.stage === 'open' && !present && <CheckIn />}
        {inquiry?.stage === 'live' && <InquiryRoom key={inquiry.inquiryId} inquiryId={inquiry.inquiryId} />}
      </Suspense>
      <Presence self={self} view={view} />
      <Now view={view} self={self} onShow={onShow} />
      {self.scrutineer && !self.cardByTwo && <Notice tone="warning" title={t('needsCard')} />}
      {self.scrutineer && (
        <Link href="/scrutineer" className={styles['link']}>
          {t('toScrutineer')}
        </Link>
      )}
      <Suspense>
        <Agenda view={view} onRead={setReading} onShow={onShow} />
        <ReadinessNote boxes={boxes} />
      </Suspense>
    </Page>
  );
}

function Presence({ self, view }: { self: Self; view: View }) {
  const { t } = useTranslation(['tablet', 'ballot']);
  const { needed, votes, met } = view.quorum;
  const { present } = self;
  const nonVoting = self.deputy.standing === 'nonVoting';
  const open = view.stage === 'open';
  const title = open || !nonVoting ? t(present ? 'presence.in' : 'presence.out') : t('presence.nonVoting');
  return (
    <Notice tone={present ? 'done' : nonVoting || open ? 'information' : 'warning'} title={title}>
      {open && nonVoting && <p>{t('presence.nonVoting')}</p>}
      {view.stage === 'planned' && <p>{t('presence.outHelp')}</p>}
      <p>
        {met
          ? t('ballot:quorum.met', { needed, votes })
          : t('ballot:quorum.missed', { needed, votes, missing: needed - votes })}
      </p>
      <Suspense>
        {open && present && !view.votes.some(({ stage }) => stage === 'open') && <LeaveHall />}
      </Suspense>
    </Notice>
  );
}

/** What is open now; most of the time nothing, and then what will happen by itself. */
function Now({ view, self, onShow }: { view: View; self: Self; onShow: (voteId: VoteId) => void }) {
  const { t } = useTranslation(['tablet', 'ballot']);
  const vote = view.votes.find(({ stage }) => stagesUnderWay.includes(stage) && stage !== 'prepared');
  const quiet =
    view.stage === 'closed' ? 'closed' : self.deputy.standing === 'nonVoting' ? 'nonVoting' : 'entitled';
  return (
    <section className={styles['now']} data-open={vote?.stage === 'open'}>
      <h2>{vote ? vote.title : t('now.title')}</h2>
      {vote ? (
        <>
          <p>
            {t(`ballot:stage.${vote.stage}`)}
            {vote.rehearsal && <strong className={styles['tag']}>{t('ballot:rehearsal')}</strong>}
          </p>
          {self.deputy.standing === 'entitled' && (
            <Button onClick={() => onShow(vote.voteId)}>{t('now.own')}</Button>
          )}
        </>
      ) : (
        <p>{t(`now.${quiet}`)}</p>
      )}
    </section>
  );
}
