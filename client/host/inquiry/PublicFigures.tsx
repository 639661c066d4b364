import { useTranslation } from 'react-i18next';
import type { DeskView } from '../../../shared/inquiry/views.ts';
import { useFormat } from '../../i18n/format.ts';
import desk from '../desk.module.css';
import styles from './inquiry.module.css';
import { IntakeTag } from './PublicSection.tsx';

/** How many watch, and what moderators still have before them. */
export function PublicFigures({ view }: { view: DeskView }) {
  const { t } = useTranslation('inquiry-desk');
  const format = useFormat();
  const { views, viewers, watching, likes } = view.crowd;
  const submitted = Object.values(view.questions).filter(
    ({ source, state }) => source === 'public' && state === 'submitted',
  ).length;
  const figures = [
    t('figures.watching', { figure: format.number(watching) }),
    t('figures.viewers', { figure: format.number(viewers) }),
    t('figures.views', { figure: format.number(views) }),
    t('figures.likes', { figure: format.number(likes) }),
  ];
  return (
    <section className={desk['card']} aria-labelledby="figures">
      <div className={desk['cardHead']}>
        <h3 id="figures">{t('figures.title')}</h3>
        <IntakeTag view={view} />
      </div>
      <ul className={styles['figures']}>
        {figures.map((words) => (
          <li key={words}>{words}</li>
        ))}
        {submitted > 0 && <li data-open>{t('figures.submitted', { count: submitted })}</li>}
      </ul>
    </section>
  );
}
