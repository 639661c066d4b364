import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { DeputyId } from '../../shared/ids.ts';
import { stagesUnderWay } from '../../shared/sitting/state.ts';
import type { VoteView } from '../../shared/views.ts';
import { LineNotice } from '../design/LineNotice.tsx';
import { Notice } from '../design/Notice.tsx';
import { Plain } from '../design/Plain.tsx';
import { TopBar } from '../design/TopBar.tsx';
import { useSession } from '../session.tsx';
import { SittingLine, useSitting } from '../sitting.tsx';
import { EarlierVotes } from './EarlierVotes.tsx';
import styles from './scrutineer.module.css';
import { VoteCard } from './VoteCard.tsx';

/** `/scrutineer`: a deputy with a second role watches issue and return, verifies the count and signs it. */
export function ScrutineerScreen() {
  const { t } = useTranslation(['scrutineer', 'common']);
  const { principal } = useSession();
  if (principal.role !== 'deputy')
    return (
      <Plain title={t('notDeputy')}>
        <Link href="/" className={styles['link']}>
          {t('common:error.home')}
        </Link>
      </Plain>
    );
  return (
    <SittingLine sittingId={principal.sittingId}>
      <ScrutineersRoom deputyId={principal.deputyId} />
    </SittingLine>
  );
}

function ScrutineersRoom({ deputyId }: { deputyId: DeputyId }) {
  const { t } = useTranslation(['scrutineer', 'common', 'ballot']);
  const { view, self, status } = useSitting();
  if (!view || !self) return <Plain>{status === 'connecting' ? t('common:loading') : <LineNotice />}</Plain>;
  if (!self.scrutineer)
    return (
      <Plain title={t('notScrutineer')}>
        <p>{t('notScrutineerHelp')}</p>
        <Link href="/tablet" className={styles['link']}>
          {t('toOwnBallot')}
        </Link>
      </Plain>
    );
  const { inHand, earlier } = inOrder(view.votes);
  return (
    <>
      <TopBar title={view.title}>
        <Link href="/tablet" className={styles['back']}>
          {t('toOwnBallot')}
        </Link>
      </TopBar>
      <main className={styles['room']}>
        <h1 className={styles['title']}>
          {t('title')}
          <small>
            {self.deputy.name} · {t(self.chief ? 'common:role.chiefScrutineer' : 'common:role.scrutineer')}
          </small>
        </h1>
        <LineNotice />
        {!self.cardByTwo && (
          <Notice tone="warning" title={t('needsCard')}>
            {t('needsCardHelp')}
          </Notice>
        )}
        {inHand.length === 0 && (
          <Notice tone="information" title={t('none')}>
            {t('noneHelp')}
          </Notice>
        )}
        {inHand.map((vote) => (
          <VoteCard key={vote.voteId} vote={vote} own={deputyId} />
        ))}
        <EarlierVotes votes={earlier} />
      </main>
    </>
  );
}

/** What is under way, or what ended last; and all published before it. */
function inOrder(votes: readonly VoteView[]): { inHand: VoteView[]; earlier: VoteView[] } {
  const latestFirst = [...votes].reverse();
  const underWay = latestFirst.filter(({ stage }) => stagesUnderWay.includes(stage));
  const over = latestFirst.filter(
    ({ ballots, stage }) => !stagesUnderWay.includes(stage) && ballots.length > 0,
  );
  const inHand = underWay.length > 0 ? underWay : over.slice(0, 1);
  const earlier = latestFirst.filter((vote) => vote.stage === 'published' && !inHand.includes(vote));
  return { inHand, earlier };
}
