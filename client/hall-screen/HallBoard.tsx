import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { View, VoteView } from '../../shared/views.ts';
import { useFormat } from '../i18n/format.ts';
import { lazyRetry } from '../lazy.ts';
import { useSaid } from '../sitting.tsx';
import styles from './board.module.css';
import { CheckInCode } from './CheckInCode.tsx';
import { useHallTime } from './clock.ts';
import { inCeremony, useFollowed } from './scene.ts';
import { AssemblyScene, TitleScene } from './scenes/Assembly.tsx';
import { CeremonyScene } from './scenes/Ceremony.tsx';
import { OpenScene, PreparedScene } from './scenes/Poll.tsx';
import { ResultScene } from './scenes/Result.tsx';

const InquiryWall = lazyRetry(async () => (await import('../inquiry/hall/InquiryWall.tsx')).InquiryWall);

interface Props {
  /** Of any audience; only what the hall may see is shown. */
  view: View;
  /** Pages of long papers stand still. */
  held?: boolean;
}

/** What the hall sees of a sitting. Fills its container, at any size: the desk shows it small. */
export function HallBoard({ view, held = false }: Props) {
  return (
    <div className={`dark ${styles['board']}`}>
      <Suspense>
        <div className={styles['stage']}>
          <Stage view={view} held={held} />
        </div>
      </Suspense>
    </div>
  );
}

function Stage({ view, held }: Required<Props>) {
  const inquiry = useSaid('sitting:inquiry')?.inquiry;
  const vote = useFollowed(view);
  const sitting = <SittingStage view={view} vote={vote} held={held} />;
  // A vote under way takes the wall from everything.
  if (inquiry?.stage !== 'live' || view.stage === 'closed' || (vote && inCeremony(vote))) return sitting;
  return (
    <Suspense fallback={sitting}>
      <InquiryWall inquiryId={inquiry.inquiryId} vote={vote} otherwise={sitting} />
    </Suspense>
  );
}

function SittingStage({ view, vote, held }: Required<Props> & { vote: VoteView | null }) {
  const { t } = useTranslation(['hall', 'ballot']);
  if (view.stage === 'planned') return <TitleScene view={view} words={t('planned')} />;
  if (view.stage === 'closed') return <TitleScene view={view} words={t('closed')} />;
  return (
    <>
      <Head title={view.title} code={vote !== null} />
      {vote?.rehearsal && (
        <p className={styles['rehearsal']}>
          <strong>{t('ballot:rehearsal')}</strong> {t('ballot:rehearsalNote')}
        </p>
      )}
      {vote ? (
        <VoteScene key={vote.voteId} vote={vote} held={held} />
      ) : (
        <AssemblyScene view={view} held={held} />
      )}
    </>
  );
}

/** `code`: for who comes late, where a vote takes the screen. */
function Head({ title, code }: { title: string; code: boolean }) {
  const format = useFormat();
  const now = useHallTime(1000);
  return (
    <header className={styles['head']}>
      <img src="/icon.svg" alt="" className={styles['emblem']} />
      <h2 className={styles['sitting']}>{title}</h2>
      {code && <CheckInCode small />}
      <p className={styles['clock']}>{format.time(now)}</p>
    </header>
  );
}

function VoteScene({ vote, held }: { vote: VoteView; held: boolean }) {
  const { stage } = vote;
  switch (stage) {
    case 'prepared':
      return <PreparedScene vote={vote} held={held} />;
    case 'open':
      return <OpenScene vote={vote} held={held} />;
    case 'published':
      return <ResultScene vote={vote} held={held} />;
    case 'closed':
    case 'sealed':
    case 'reported':
    case 'valid':
    case 'counted':
    case 'void':
    case 'aborted':
      return <CeremonyScene vote={vote} stage={stage} held={held} />;
    default:
      return stage satisfies never;
  }
}
