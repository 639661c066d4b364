import { useTranslation } from 'react-i18next';
import styles from './ceremony.module.css';
import type { Course } from './next-step.ts';

/** Where a vote is in its course: what is done, what comes next. */
export function StepCourse({ course: { steps, stopped } }: { course: Course }) {
  const { t } = useTranslation('host');
  return (
    <ol className={styles['course']} aria-label={t('step.label')}>
      {steps.map(({ name, state }, at) => {
        const shown = stopped && state !== 'done' ? 'stopped' : state;
        return (
          <li key={name} data-state={shown} aria-current={shown === 'next' ? 'step' : undefined}>
            <span className={styles['courseSign']} aria-hidden="true">
              {state === 'done' ? '✓' : shown === 'stopped' ? '–' : at + 1}
            </span>
            <span>{t(`step.name.${name}`)}</span>
            <span className="visually-hidden">{t(`step.${shown}`)}</span>
          </li>
        );
      })}
    </ol>
  );
}
