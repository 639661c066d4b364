import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Deputy } from '../../../shared/roll.ts';
import { Button } from '../../design/Button.tsx';
import { Notice } from '../../design/Notice.tsx';
import { useFormat } from '../../i18n/format.ts';
import { CardsCard } from '../cards/CardsCard.tsx';
import { CardsWaiting } from '../cards/CardsWaiting.tsx';
import { IssueDialog } from '../cards/IssueDialog.tsx';
import { ScrutineerCards } from '../cards/ScrutineerCards.tsx';
import desk from '../desk.module.css';
import { useStaffRole, useView } from '../desk.ts';
import { QuorumLine } from '../QuorumLine.tsx';
import { Delegations } from './Delegations.tsx';
import { PersonDialog } from './PersonDialog.tsx';
import { RemovedPeople } from './RemovePerson.tsx';
import { RollDownloads } from './RollDownloads.tsx';
import { RollImport } from './RollImport.tsx';
import { RollTable } from './RollTable.tsx';
import styles from './roll.module.css';
import { type Contacts, useContacts } from './useContacts.ts';

/** Who is entitled, who is here, and whether they are enough. */
export function RollPart() {
  const { t } = useTranslation('roll');
  const { stage, roll, removedFromRoll } = useView();
  const role = useStaffRole();
  const contacts = useContacts();
  const [chosen, setDelegation] = useState<string | null>(null);
  const [open, setOpen] = useState<Open>(null);
  const imports = role === 'operator' && stage === 'planned';
  const close = () => setOpen(null);
  // A delegation that has gone from the roll hides nobody.
  const delegation = roll?.some(({ deputy }) => deputy.delegation === chosen) ? chosen : null;
  if (!roll || roll.length === 0) {
    return imports ? (
      <>
        <RollImport onDone={contacts.refresh} />
        {removedFromRoll && <RemovedPeople />}
      </>
    ) : (
      <section className={desk['card']}>
        <h2 className={desk['cardTitle']}>{t('title')}</h2>
        <Notice tone="information">{t('empty')}</Notice>
      </section>
    );
  }
  if (imports && open === 'import') {
    const done = () => {
      contacts.refresh();
      close();
    };
    return <RollImport onDone={done} onBack={close} />;
  }
  return (
    <div className={desk['frame']}>
      <div className={desk['besides']}>
        <div className={desk['stack']}>
          <CardsWaiting />
          <ScrutineerCards />
          <Attendance />
          <Delegations roll={roll} shown={delegation} onShow={setDelegation} />
          <CardsCard delegation={delegation} />
          <RemovedPeople />
        </div>
        <RollTable
          roll={roll}
          delegation={delegation}
          onDelegation={setDelegation}
          onCard={(deputy) => setOpen({ what: 'card', deputy })}
          onChange={(deputy) => setOpen({ what: 'person', deputy })}
          contacts={contacts}
        >
          {imports && (
            <>
              <Button look="quiet" onClick={() => setOpen('import')}>
                {t('import.open')}
              </Button>
              <Button look="quiet" onClick={() => setOpen({ what: 'person', deputy: null })}>
                {t('add')}
              </Button>
            </>
          )}
          {role === 'operator' && <RollDownloads />}
        </RollTable>
      </div>
      {open !== null && open !== 'import' && <OpenDialog open={open} contacts={contacts} onClose={close} />}
    </div>
  );
}

type OnPerson = { what: 'card'; deputy: Deputy } | { what: 'person'; deputy: Deputy | null };
type Open = null | 'import' | OnPerson;

function OpenDialog(props: { open: OnPerson; contacts: Contacts; onClose: () => void }) {
  const { open, contacts, onClose } = props;
  const { t } = useTranslation('cards');
  return open.what === 'card' ? (
    <IssueDialog
      key={open.deputy.deputyId}
      title={t('oneOf', { name: open.deputy.name })}
      deputies={[open.deputy]}
      onClose={onClose}
    />
  ) : (
    <PersonDialog deputy={open.deputy} contacts={contacts} onClose={onClose} />
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
      <h2 id="attendance" className={desk['cardTitle']}>
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
