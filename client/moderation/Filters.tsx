import { useTranslation } from 'react-i18next';
import { Button } from '../design/Button.tsx';
import { useFormat } from '../i18n/format.ts';
import styles from './moderation.module.css';
import { everything, NO_DEPARTMENT, standings, type Wanted } from './standings.ts';
import type { Moderation } from './useModeration.ts';

/** Every state there is, with how many are in it: what is not here is nowhere. */
export function Filters({ moderation }: { moderation: Moderation }) {
  const { t } = useTranslation('moderation');
  const { counts, list, view } = moderation;
  const { wanted, want } = list;
  const { departments, departmentOrder } = view;
  const labels = [...counts.label].sort(([, a], [, b]) => b - a).map(([label]) => label);
  if (wanted.label !== null && !labels.includes(wanted.label)) labels.unshift(wanted.label);
  return (
    <nav className={styles['filters']} aria-label={t('filter.title')}>
      <Group title={t('filter.standing')}>
        {standings.map((standing) => (
          <Choice
            key={standing}
            words={t(`standing.${standing}`)}
            count={counts.standing.get(standing) ?? 0}
            on={wanted.standing === standing}
            urgent={standing === 'toModerate'}
            onChoose={() => want({ standing })}
          />
        ))}
        <Choice
          words={t('filter.all')}
          count={counts.all}
          on={wanted.standing === null}
          onChoose={() => want({ standing: null })}
        />
      </Group>
      <Group>
        <Choice
          words={t('filter.mine')}
          count={counts.mine}
          on={wanted.mine}
          onChoose={() => want({ mine: !wanted.mine, ...(!wanted.mine && { standing: null }) })}
        />
      </Group>
      <Group title={t('filter.department')}>
        <Choice
          words={t('filter.anyDepartment')}
          on={wanted.departmentId === null}
          onChoose={() => want({ departmentId: null })}
        />
        {[...departmentOrder, NO_DEPARTMENT].map((id) => (
          <Choice
            key={id}
            words={id === NO_DEPARTMENT ? t('filter.noDepartment') : (departments[id]?.name ?? '')}
            count={counts.department.get(id) ?? 0}
            on={wanted.departmentId === id}
            onChoose={() => want({ departmentId: id })}
          />
        ))}
      </Group>
      {labels.length > 0 && (
        <Group title={t('filter.label')}>
          <Choice
            words={t('filter.anyLabel')}
            on={wanted.label === null}
            onChoose={() => want({ label: null })}
          />
          {labels.map((label) => (
            <Choice
              key={label}
              words={label}
              count={counts.label.get(label) ?? 0}
              on={wanted.label === label}
              onChoose={() => want({ label })}
            />
          ))}
        </Group>
      )}
      {isNarrowed(wanted) && (
        <Button look="quiet" onClick={() => want({ ...everything, standing: wanted.standing })}>
          {t('filter.reset')}
        </Button>
      )}
    </nav>
  );
}

function isNarrowed({ mine, departmentId, label, alias, text }: Wanted): boolean {
  return mine || departmentId !== null || label !== null || alias !== null || text !== '';
}

function Group({ title, children }: { title?: string; children: React.ReactNode }) {
  return (
    <div className={styles['filterGroup']}>
      {title && <h2>{title}</h2>}
      <ul>{children}</ul>
    </div>
  );
}

interface ChoiceProps {
  words: string;
  count?: number;
  on: boolean;
  urgent?: boolean;
  onChoose: () => void;
}

function Choice({ words, count, on, urgent = false, onChoose }: ChoiceProps) {
  const format = useFormat();
  return (
    <li>
      <button type="button" aria-pressed={on} data-urgent={urgent && count !== 0} onClick={onChoose}>
        <span>{words}</span>
        {count !== undefined && <span className={styles['count']}>{format.number(count)}</span>}
      </button>
    </li>
  );
}
