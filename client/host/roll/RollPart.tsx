import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Deputy } from '../../../shared/roll.ts';
import { Button } from '../../design/Button.tsx';
import { Notice } from '../../design/Notice.tsx';
import { useFormat } from '../../i18n/format.ts';
import { CardsCard } from '../cards/CardsCard.tsx';
import { CardsWaiting } from '../cards/CardsWaiting.tsx';
import { IssueDialog } from '../cards/IssueDialog.tsx';
import desk from '../desk.module.css';
import { useStaffRole, useView } from '../desk.ts';
import { QuorumLine } from '../QuorumLine.tsx';
import { Delegations } from './Delegations.tsx';
import { RollImport } from './RollImport.tsx';
import { RollTable } from './RollTable.tsx';
import styles from './roll.module.css';

/** Who is entitled, who is here, and whether they are enough. */
export function RollPart() {
  const { t } = useTranslation(['roll', 'cards']);
  const { stage, roll } = useView();
  const role = useStaffRole();
  const [delegation, setDelegation] = useState<string | null>(null);
  const [cardFor, setCardFor] = useState<Deputy | null>(null);
  const imports = role === 'operator' && stage === 'planned';
  if (!roll || roll.length === 0) {
    return imports ? (
      <RollImport />
    ) : (
      <section className={desk['card']}>
        <h2 className={styles['title']}>{t('title')}</h2>
        <Notice tone="information">{t('import.onlyOperator')}</Notice>
      </section>
    );
  }
  return (
    <div className={styles['frame']}>
      <div className={styles['columns']}>
        <div className={styles['side']}>
          <CardsWaiting />
          <Attendance />
          <Delegations roll={roll} shown={delegation} onShow={setDelegation} />
          <CardsCard delegation={delegation} />
          {imports && <ImportAgain />}
        </div>
        <RollTable roll={roll} delegation={delegation} onDelegation={setDelegation} onCard={setCardFor} />
      </div>
      {cardFor && (
        <IssueDialog
          key={cardFor.deputyId}
          title={t('cards:oneOf', { name: cardFor.name })}
          deputies={[cardFor]}
          onClose={() => setCardFor(null)}
        />
      )}
    </div>
  );
}

function Attendance() {
  const { t } = useTranslation(['roll', 'ballot']);
  const format = useFormat();
  const { attendance, totalMembership, quorum, stage } = useView();
  const { entitledCount, presentCount, onLeaveCount, absentCount } = attendance;
  const figures = [
    ['total', totalMembership],
    ['entitled', entitledCount],
    ['present', presentCount],
    ['onLeave', onLeaveCount],
    ['absent', absentCount],
  ] as const;
  return (
    <section className={desk['card']} aria-labelledby="attendance">
      <h2 id="attendance" className={styles['title']}>
        {t('title')}
      </h2>
      <dl className={styles['figures']}>
        {figures.map(([name, count]) => (
          <div key={name} data-name={name}>
            <dt>{t(`ballot:attendance.${name}`)}</dt>
            <dd>{format.number(count)}</dd>
          </div>
        ))}
      </dl>
      <div className={styles['quorum']} data-met={quorum.met}>
        <QuorumLine quorum={quorum} />
      </div>
      {stage === 'planned' && <p className={desk['help']}>{t('notYet')}</p>}
      {stage === 'closed' && <p className={desk['help']}>{t('closed')}</p>}
    </section>
  );
}

function ImportAgain() {
  const { t } = useTranslation('roll');
  const [open, setOpen] = useState(false);
  return open ? (
    <RollImport onDone={() => setOpen(false)} />
  ) : (
    <div>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {t('import.open')}
      </Button>
    </div>
  );
}
