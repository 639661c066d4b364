import { useTranslation } from 'react-i18next';
import type { BadCell } from '../../../shared/roll-preview.ts';
import { Notice } from '../../design/Notice.tsx';
import { useFormat } from '../../i18n/format.ts';
import styles from './import.module.css';

/** Every bad cell with its line and reason: none is left out, however many there are. */
export function BadCells({ bad }: { bad: readonly BadCell[] }) {
  const { t } = useTranslation('roll');
  const format = useFormat();
  return (
    <>
      <Notice tone="error" live title={t('import.bad')}>
        <p>{t('import.badNote', { count: bad.length })}</p>
      </Notice>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by keyboard */}
      <section className={styles['long']} aria-label={t('import.bad')} tabIndex={0}>
        <table className={styles['lines']}>
          <thead>
            <tr>
              <th scope="col">{t('import.line')}</th>
              <th scope="col">{t('import.column')}</th>
              <th scope="col">{t('import.content')}</th>
              <th scope="col">{t('import.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {bad.map(({ line, column, text, fault, other }) => (
              <tr key={`${line}-${column}`}>
                <th scope="row">{t('import.lineOf', { line: format.number(line) })}</th>
                <td>{t(`field.${column}`)}</td>
                <td>{text !== '' && <code>{text}</code>}</td>
                <td>{t(`import.fault.${fault}`, { line: format.number(other ?? 0) })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
