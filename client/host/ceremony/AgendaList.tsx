import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import desk from '../desk.module.css';
import { useStaffRole, useView } from '../desk.ts';
import { AgendaEditor } from './AgendaEditor.tsx';
import { currentRound, type Entry } from './agenda.ts';
import { CloseSitting } from './CloseSitting.tsx';
import styles from './ceremony.module.css';
import { StageTag } from './StageTag.tsx';

interface Props {
  entries: readonly Entry[];
  inHand: Entry | null;
  shown: Entry | null;
  onChoose: (key: string) => void;
}

/** Every item of business, which one is in hand, and how far its vote is. */
export function AgendaList({ entries, inHand, shown, onChoose }: Props) {
  const { t } = useTranslation('host');
  const role = useStaffRole();
  const { stage } = useView();
  const [editing, setEditing] = useState(false);
  const edits = role === 'operator' && stage !== 'closed';
  const listed = entries.filter(({ number }) => number !== null);
  const unlisted = entries.filter(({ number }) => number === null);
  const list = (some: readonly Entry[]) => (
    <ol className={styles['agenda']}>
      {some.map((entry) => (
        <li key={entry.key}>
          <AgendaLine
            entry={entry}
            inHand={entry === inHand}
            shown={entry === shown}
            onChoose={() => onChoose(entry.key)}
          />
        </li>
      ))}
    </ol>
  );
  return (
    <nav className={`${desk['card']} ${styles['agendaCard']}`} aria-labelledby="agenda">
      <div className={desk['cardHead']}>
        <h2 id="agenda">{t('agenda.title')}</h2>
        {edits && (
          <Button look="quiet" onClick={() => setEditing(true)}>
            {t('agenda.edit')}
          </Button>
        )}
      </div>
      {listed.length === 0 && (
        <p className={desk['quiet']}>{edits ? t('agenda.emptyOperator') : t('agenda.empty')}</p>
      )}
      {listed.length > 0 && list(listed)}
      {unlisted.length > 0 && (
        <>
          <h3 className={styles['agendaSub']}>{t('agenda.unlisted')}</h3>
          {list(unlisted)}
        </>
      )}
      {role === 'chair' && stage !== 'closed' && <CloseSitting />}
      {editing && <AgendaEditor onClose={() => setEditing(false)} />}
    </nav>
  );
}

function AgendaLine(props: { entry: Entry; inHand: boolean; shown: boolean; onChoose: () => void }) {
  const { entry, inHand, shown, onChoose } = props;
  const { t } = useTranslation('host');
  const round = currentRound(entry);
  return (
    <button
      type="button"
      className={styles['agendaLine']}
      aria-current={shown ? 'true' : undefined}
      onClick={onChoose}
    >
      <span className={styles['agendaNumber']}>{entry.number ?? '·'}</span>
      <span className={styles['agendaText']}>
        <span>{entry.title}</span>
        <span className={desk['row']}>
          {inHand && <strong className={styles['inHand']}>{t('agenda.inHand')}</strong>}
          {round ? <StageTag round={round} /> : <span className={desk['help']}>{t('agenda.noVote')}</span>}
        </span>
      </span>
    </button>
  );
}
