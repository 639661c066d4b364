import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskView } from '../../../shared/inquiry/views.ts';
import { Button } from '../../design/Button.tsx';
import { Notice } from '../../design/Notice.tsx';
import { useFormat } from '../../i18n/format.ts';
import { useInquiry } from '../../inquiry/useInquiry.ts';
import { HallMiniature } from '../ceremony/HallMiniature.tsx';
import desk from '../desk.module.css';
import { useView } from '../desk.ts';
import { BallotCard } from './BallotCard.tsx';
import { FloorCard } from './FloorCard.tsx';
import { InquiryDialog } from './InquiryDialog.tsx';
import styles from './inquiry.module.css';
import { PublicFigures } from './PublicFigures.tsx';
import { QueueCard } from './QueueCard.tsx';
import { useRuns } from './runs.ts';
import { SegmentRow } from './SegmentRow.tsx';
import { SourcesCard } from './SourcesCard.tsx';
import { StreamCard } from './StreamCard.tsx';

/** The inquiry as it runs: the floor, the queue, and what can be lined up. */
export function LiveSection() {
  const view = useInquiry('desk');
  const runs = useRuns();
  const mayRun = runs && view.stage !== 'ended';
  return (
    <div className={styles['live']}>
      {view.stage === 'live' && <SegmentRow view={view} mayRun={runs} />}
      <div className={styles['columns']}>
        <div className={styles['column']}>
          {view.stage === 'planned' && <StartCard view={view} />}
          {view.stage === 'live' && <FloorCard view={view} mayRun={runs} />}
          {view.stage === 'ended' && <EndedCard view={view} />}
          <QueueCard view={view} mayRun={mayRun} />
          {view.stage !== 'ended' && <BallotCard view={view} />}
          <StreamCard view={view} mayRun={runs} />
          {view.stage === 'live' && runs && <EndCard view={view} />}
        </div>
        <div className={styles['column']}>
          {view.stage === 'live' && <HallMiniature />}
          <PublicFigures view={view} />
          {view.stage !== 'ended' && <SourcesCard view={view} mayRun={runs} />}
        </div>
      </div>
    </div>
  );
}

/** Before: the one button that begins it, with what is not there yet. */
function StartCard({ view }: { view: DeskView }) {
  const { t } = useTranslation('inquiry-desk');
  const runs = useRuns();
  const sitting = useView();
  const [asking, setAsking] = useState(false);
  const prepared = Object.values(view.questions).filter(
    ({ source, state }) => source === 'prepared' && state !== 'withdrawn',
  ).length;
  const missing = [
    view.queue.length === 0 && t('live.startMissingQueue'),
    sitting.stage === 'planned' && t('live.startMissingSitting'),
    view.streamUrl === undefined && t('live.startMissingStream'),
  ].filter((words) => words !== false);
  return (
    <section className={desk['card']} aria-label={t('live.title')}>
      {runs ? (
        <>
          <Button look="primary" className={styles['big'] ?? ''} onClick={() => setAsking(true)}>
            {t('live.start')}
          </Button>
          <p className={desk['help']}>{t('live.startEffect')}</p>
        </>
      ) : (
        <p role="status">{t('live.notStarted')}</p>
      )}
      {missing.length > 0 && (
        <Notice tone="information">
          {missing.map((words) => (
            <p key={words}>{words}</p>
          ))}
        </Notice>
      )}
      {asking && (
        <InquiryDialog
          title={t('live.startDialog')}
          button={t('live.start')}
          commands={[{ type: 'StartInquiry' }]}
          onClose={() => setAsking(false)}
        >
          <p>
            {t('live.startFacts', {
              title: view.title,
              departments: view.departmentOrder.length,
              prepared,
            })}
          </p>
        </InquiryDialog>
      )}
    </section>
  );
}

function EndCard({ view }: { view: DeskView }) {
  const { t } = useTranslation('inquiry-desk');
  const sitting = useView();
  const [asking, setAsking] = useState(false);
  const ballot = sitting.votes.filter(({ paperId }) => paperId === view.ballotPaperId).at(-1);
  const unfinished = view.ballotPaperId !== undefined && ballot?.stage !== 'published';
  return (
    <section className={desk['card']} aria-label={t('live.end')}>
      <div className={desk['row']}>
        <Button disabled={view.floor !== undefined} onClick={() => setAsking(true)}>
          {t('live.end')}
        </Button>
        {view.floor && <p className={desk['help']}>{t('live.endFloor')}</p>}
      </div>
      {asking && (
        <InquiryDialog
          title={t('live.endDialog')}
          button={t('live.end')}
          commands={[{ type: 'EndInquiry' }]}
          onClose={() => setAsking(false)}
        >
          <p>{t('live.endFacts')}</p>
          {view.queue.length > 0 && (
            <Notice tone="warning">{t('live.endMissing', { count: view.queue.length })}</Notice>
          )}
          {unfinished && <Notice tone="warning">{t('live.endBallot')}</Notice>}
        </InquiryDialog>
      )}
    </section>
  );
}

function EndedCard({ view }: { view: DeskView }) {
  const { t } = useTranslation('inquiry-desk');
  const format = useFormat();
  return (
    <Notice tone="information">
      {t('live.ended', { time: view.endedAt === undefined ? '' : format.time(view.endedAt) })}
    </Notice>
  );
}
