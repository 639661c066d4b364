import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../design/Notice.tsx';
import { CardsWaiting } from '../cards/CardsWaiting.tsx';
import { ScrutineerCards } from '../cards/ScrutineerCards.tsx';
import desk from '../desk.module.css';
import { useStaffRole, useView } from '../desk.ts';
import { AgendaList } from './AgendaList.tsx';
import { entriesOf, itemInHand } from './agenda.ts';
import styles from './ceremony.module.css';
import { HallMiniature } from './HallMiniature.tsx';
import { ItemPanel } from './ItemPanel.tsx';
import { Preparation } from './Preparation.tsx';
import { WaitingList } from './WaitingList.tsx';

/** The sitting as it runs: the agenda, the item in hand with its next step, what the hall sees, and what is waiting. */
export function CeremonyPart() {
  const { t } = useTranslation('host');
  const view = useView();
  const entries = useMemo(() => entriesOf(view), [view]);
  const inHand = itemInHand(view, entries);
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = entries.find(({ key }) => key === chosen) ?? inHand;
  const choose = (key: string) => setChosen(key === inHand?.key ? null : key);
  return (
    <div className={styles['frame']}>
      <div className={styles['columns']}>
        <div className={styles['centre']}>
          {view.stage === 'planned' && <Preparation />}
          {view.stage === 'closed' && <Notice tone="information">{t('sitting.closed')}</Notice>}
          {shown ? (
            <ItemPanel
              key={shown.key}
              entry={shown}
              entries={entries}
              inHand={shown.key === inHand?.key}
              onChoose={choose}
              onBack={() => setChosen(null)}
            />
          ) : (
            view.stage === 'open' && <NothingYet />
          )}
        </div>
        <AgendaList entries={entries} inHand={inHand} shown={shown} onChoose={choose} />
        <aside className={styles['side']}>
          <HallMiniature />
          <CardsWaiting />
          <ScrutineerCards unfinished />
          <WaitingList />
        </aside>
      </div>
    </div>
  );
}

function NothingYet() {
  const { t } = useTranslation('host');
  const role = useStaffRole();
  return (
    <section className={desk['card']}>
      <Notice tone="information" title={t('item.none')}>
        {role === 'operator' ? t('item.noneOperator') : t('item.noneOther')}
      </Notice>
    </section>
  );
}
