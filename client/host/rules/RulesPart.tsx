import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stagesUnderWay } from '../../../shared/sitting/state.ts';
import type { View } from '../../../shared/views.ts';
import { Button } from '../../design/Button.tsx';
import { Notice } from '../../design/Notice.tsx';
import { useSession } from '../../session.tsx';
import { useSitting } from '../../sitting.tsx';
import { ArrivalHeading } from '../papers/ArrivalHeading.tsx';
import { ExecutiveChair } from './ExecutiveChair.tsx';
import { RulesEditor } from './RulesEditor.tsx';
import { RulesSummary } from './RulesSummary.tsx';
import styles from './rules.module.css';
import { Scrutineers } from './Scrutineers.tsx';

/** Voting rules, scrutineers and who presides: what the chair adopts and appoints, and the operator proposes. */
export function RulesPart() {
  const { t } = useTranslation(['papers', 'common']);
  const { principal } = useSession();
  const { view } = useSitting();
  if (!view) return <p role="status">{t('common:loading')}</p>;
  const mayDecide = principal.role === 'chair' && view.stage !== 'closed';
  return (
    <div className={styles['part']}>
      <AdoptedRules view={view} mayDecide={mayDecide} />
      <Scrutineers view={view} />
      <ExecutiveChair view={view} />
    </div>
  );
}

function AdoptedRules({ view: { rules, votes }, mayDecide }: { view: View; mayDecide: boolean }) {
  const { t } = useTranslation('papers');
  const [editing, setEditing] = useState(false);
  const [adopted, setAdopted] = useState(false);
  const [arrivals, setArrivals] = useState(0);
  const turn = (to: { editing: boolean; adopted: boolean }) => {
    setEditing(to.editing);
    setAdopted(to.adopted);
    setArrivals((before) => before + 1);
  };
  const underWay = votes.filter(({ stage }) => stagesUnderWay.includes(stage));
  const edit = mayDecide && (editing || !rules);
  return (
    <section className={styles['section']} aria-labelledby="rules-title">
      <div className={styles['head']}>
        <ArrivalHeading id="rules-title" arrivals={arrivals}>
          {t('rules.heading')}
        </ArrivalHeading>
        {!mayDecide && <p className={styles['second']}>{t('rules.byChair')}</p>}
      </div>
      {adopted && rules && (
        <Notice tone="done" live>
          {t('rules.adopted', { title: rules.title, version: rules.version })}
        </Notice>
      )}
      {underWay.map((vote) => (
        <Notice key={vote.voteId} tone="information">
          {t('rules.underWay', { vote: vote.title, title: vote.rules.title, version: vote.rules.version })}
        </Notice>
      ))}
      {!rules && <p className={styles['none']}>{mayDecide ? t('rules.none') : t('rules.noneReadOnly')}</p>}
      {edit ? (
        <RulesEditor
          adopted={rules}
          onAdopted={() => turn({ editing: false, adopted: true })}
          onLeave={rules ? () => turn({ editing: false, adopted: false }) : null}
        />
      ) : (
        rules && (
          <>
            <h3 className={styles['profile']}>
              {t('rules.named', { title: rules.title, version: rules.version })}
            </h3>
            <RulesSummary rules={rules} />
            {mayDecide && (
              <div>
                <Button onClick={() => turn({ editing: true, adopted: false })}>{t('rules.change')}</Button>
              </div>
            )}
          </>
        )
      )}
    </section>
  );
}
