import { useTranslation } from 'react-i18next';
import { HallBoard } from '../../hall-screen/HallBoard.tsx';
import desk from '../desk.module.css';
import { useView } from '../desk.ts';
import styles from './ceremony.module.css';

/** The hall screen, live and small. A picture: whatever it shows stands on the desk in words. */
export function HallMiniature() {
  const { t } = useTranslation('host');
  const view = useView();
  return (
    <section className={desk['card']} aria-labelledby="hall-now">
      <div className={desk['cardHead']}>
        <h2 id="hall-now">{t('hall.title')}</h2>
      </div>
      <div className={styles['hall']} inert aria-hidden="true">
        <HallBoard view={view} />
      </div>
    </section>
  );
}
