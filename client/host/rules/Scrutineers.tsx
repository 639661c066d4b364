import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stagesUnderWay } from '../../../shared/sitting/state.ts';
import type { View } from '../../../shared/views.ts';
import { Button } from '../../design/Button.tsx';
import { Notice } from '../../design/Notice.tsx';
import { useStaffRole } from '../desk.ts';
import { ArrivalHeading } from '../papers/ArrivalHeading.tsx';
import { ScrutineerList } from './PeopleList.tsx';
import { Proposal } from './Proposal.tsx';
import { ProposeScrutineers } from './ProposeScrutineers.tsx';
import styles from './rules.module.css';

type Happened = 'proposed' | 'withdrawn' | 'appointed';

/** 监票人: who watches over the votes and whether they are in the hall; one person proposes them, another appoints. */
export function Scrutineers({ view }: { view: View }) {
  const { t } = useTranslation('papers');
  const role = useStaffRole();
  const [editing, setEditing] = useState(false);
  const [happened, setHappened] = useState<Happened | null>(null);
  const [arrivals, setArrivals] = useState(0);
  const turn = (editing: boolean, happened: Happened | null = null) => {
    setEditing(editing);
    setHappened(happened);
    setArrivals((before) => before + 1);
  };
  const { scrutineers, scrutineerProposal: proposal } = view;
  const underWay = view.votes.find(({ stage }) => stagesUnderWay.includes(stage))?.title ?? null;
  const none = scrutineers.length === 0;
  const open = view.stage !== 'closed';
  const proposes = role === 'operator' && open;
  const edit = proposes && underWay === null && (editing || (none && !proposal));
  return (
    <section className={styles['section']} aria-labelledby="scrutineers-title">
      <div className={styles['head']}>
        <ArrivalHeading id="scrutineers-title" arrivals={arrivals}>
          {t('scrutineers.heading')}
        </ArrivalHeading>
        <p className={styles['second']}>{t('scrutineers.about')}</p>
      </div>
      {happened && (
        <Notice tone="done" live>
          {t(`scrutineers.${happened}`)}
        </Notice>
      )}
      {none ? (
        <p className={styles['none']}>{t('scrutineers.none')}</p>
      ) : (
        <ScrutineerList label={t('scrutineers.heading')} people={scrutineers} view={view} />
      )}
      {edit ? (
        <ProposeScrutineers
          view={view}
          onProposed={() => turn(false, 'proposed')}
          onLeave={none && !proposal ? null : () => turn(false)}
        />
      ) : proposal ? (
        <Proposal
          view={view}
          proposal={proposal}
          underWay={underWay}
          onAppointed={() => turn(false, 'appointed')}
          onWithdrawn={() => turn(false, 'withdrawn')}
          onChange={() => turn(true)}
        />
      ) : (
        open && <NextStep proposes={proposes} none={none} underWay={underWay} onPropose={() => turn(true)} />
      )}
    </section>
  );
}

interface NextStepProps {
  proposes: boolean;
  none: boolean;
  underWay: string | null;
  onPropose: () => void;
}

/** Where nothing is proposed: the operator may begin, the others wait. */
function NextStep({ proposes, none, underWay, onPropose }: NextStepProps) {
  const { t } = useTranslation('papers');
  if (!proposes) return none ? <p>{t('scrutineers.waitingOperator')}</p> : null;
  return (
    <div className={styles['buttons']}>
      <Button
        disabled={underWay !== null}
        aria-describedby={underWay === null ? undefined : 'scrutineers-fixed'}
        onClick={onPropose}
      >
        {t('scrutineers.change')}
      </Button>
      {underWay !== null && <p id="scrutineers-fixed">{t('scrutineers.underWay', { title: underWay })}</p>}
    </div>
  );
}
