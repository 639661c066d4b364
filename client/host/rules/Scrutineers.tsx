import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stagesUnderWay } from '../../../shared/sitting/state.ts';
import type { View } from '../../../shared/views.ts';
import { Button } from '../../design/Button.tsx';
import { Notice } from '../../design/Notice.tsx';
import { ArrivalHeading } from '../papers/ArrivalHeading.tsx';
import { AppointScrutineers } from './AppointScrutineers.tsx';
import { Presence } from './Presence.tsx';
import styles from './rules.module.css';

/** 监票人: who watches over the votes, and whether they are in the hall. */
export function Scrutineers({ view, mayDecide }: { view: View; mayDecide: boolean }) {
  const { t } = useTranslation(['papers', 'common']);
  const [editing, setEditing] = useState(false);
  const [appointed, setAppointed] = useState(false);
  const [arrivals, setArrivals] = useState(0);
  const turn = (to: { editing: boolean; appointed: boolean }) => {
    setEditing(to.editing);
    setAppointed(to.appointed);
    setArrivals((before) => before + 1);
  };
  const underWay = view.votes.find(({ stage }) => stagesUnderWay.includes(stage));
  const none = view.scrutineers.length === 0;
  const edit = mayDecide && !underWay && (editing || none);
  return (
    <section className={styles['section']} aria-labelledby="scrutineers-title">
      <div className={styles['head']}>
        <ArrivalHeading id="scrutineers-title" arrivals={arrivals}>
          {t('scrutineers.heading')}
        </ArrivalHeading>
        <p className={styles['second']}>{mayDecide ? t('scrutineers.about') : t('scrutineers.byChair')}</p>
      </div>
      {appointed && (
        <Notice tone="done" live>
          {t('scrutineers.appointed')}
        </Notice>
      )}
      {none && (
        <p className={styles['none']}>{mayDecide ? t('scrutineers.none') : t('scrutineers.noneReadOnly')}</p>
      )}
      {edit ? (
        <AppointScrutineers
          view={view}
          onAppointed={() => turn({ editing: false, appointed: true })}
          onLeave={none ? null : () => turn({ editing: false, appointed: false })}
        />
      ) : (
        <>
          <Appointed view={view} />
          {mayDecide && (
            <div className={styles['buttons']}>
              <Button
                disabled={underWay !== undefined}
                aria-describedby={underWay && 'scrutineers-fixed'}
                onClick={() => turn({ editing: true, appointed: false })}
              >
                {t('scrutineers.change')}
              </Button>
              {underWay && (
                <p id="scrutineers-fixed">{t('scrutineers.underWay', { title: underWay.title })}</p>
              )}
            </div>
          )}
        </>
      )}
    </section>
  );
}

function Appointed({ view: { scrutineers, roll } }: { view: View }) {
  const { t } = useTranslation(['papers', 'common']);
  return (
    <ul className={styles['people']}>
      {scrutineers.map(({ deputyId, name, chief }) => {
        const seated = roll?.find(({ deputy }) => deputy.deputyId === deputyId);
        return (
          <li key={deputyId} className={styles['person']}>
            <span className={styles['name']}>{name}</span>
            <span className={styles['role']} data-chief={chief}>
              {chief ? t('common:role.chiefScrutineer') : t('common:role.scrutineer')}
            </span>
            {seated && (
              <>
                <span className={styles['second']}>
                  {t('scrutineers.seat', { delegation: seated.deputy.delegation, seat: seated.deputy.seat })}
                </span>
                <Presence present={seated.present} />
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}
