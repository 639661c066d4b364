import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { VoteView } from '../../shared/views.ts';
import { Button } from '../design/Button.tsx';
import { lazyRetry } from '../lazy.ts';
import type { BallotBox } from './ballot-box.ts';
import type { BoxState } from './box-state.ts';
import { Marking } from './Marking.tsx';
import { Page } from './Page.tsx';
import { StatePage } from './StatePage.tsx';
import styles from './tablet.module.css';

const LateCheckIn = lazyRetry(async () => (await import('./LateCheckIn.tsx')).LateCheckIn);

interface Props {
  vote: VoteView;
  box: BallotBox | undefined;
  state: BoxState | null;
  onLeave: () => void;
}

/** One vote on this tablet: paper, review, then what became of the ballot. */
export function VotePage({ vote, box, state, onLeave }: Props) {
  switch (state?.phase) {
    case 'absent':
      return (
        <Page key="absent" title={vote.title} rehearsal={vote.rehearsal}>
          <Suspense>
            <LateCheckIn />
          </Suspense>
        </Page>
      );
    case 'elsewhere':
    case 'mismatch':
    case 'unfit':
      return <Standstill key={state.phase} vote={vote} why={state.phase} onLeave={onLeave} />;
    case 'marking': {
      const { sheet, chosen } = state;
      if (!sheet || !box) return null;
      return (
        <Marking
          sheet={sheet}
          chosen={chosen}
          onChange={(next) => box.mark(next)}
          onCast={() => void box.confirm()}
        />
      );
    }
    default:
      return <StatePage key="state" vote={vote} box={state} onLeave={onLeave} />;
  }
}

interface StandstillProps {
  vote: VoteView;
  why: 'elsewhere' | 'mismatch' | 'unfit';
  onLeave: () => void;
}

/** Nothing can be voted here now: says why and what to do. The paper comes by itself when that has changed. */
function Standstill({ vote, why, onLeave }: StandstillProps) {
  const { t } = useTranslation('tablet');
  const foot = vote.stage !== 'open' && (
    <div className={styles['footRow']}>
      <Button onClick={onLeave}>{t('toRoom')}</Button>
    </div>
  );
  return (
    <Page title={vote.title} rehearsal={vote.rehearsal} foot={foot}>
      <section className={styles['state']} data-state={why} role="alert">
        <span className={styles['stateSign']} aria-hidden="true">
          {why === 'elsewhere' ? '!' : '×'}
        </span>
        <h2>{t(`stop.${why}.title`)}</h2>
        <p>{t(`stop.${why}.help`)}</p>
      </section>
    </Page>
  );
}
