// Light or dark: as the system has it, until the user chooses.
import { Monitor, Moon, Sun } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';

const themes = ['auto', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

function stored(): Theme {
  return themes.find((theme) => theme === localStorage.getItem('theme')) ?? 'auto';
}

const icons = { auto: Monitor, light: Sun, dark: Moon } as const;

export function ThemeButton(): ReactNode {
  const [theme, setTheme] = useState(stored);
  useEffect(() => {
    localStorage.setItem('theme', theme);
    if (theme === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  const Icon = icons[theme];
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto';
  return (
    <button
      type="button"
      className="plain"
      data-key="t"
      onClick={() => setTheme(next)}
      title={`Colours: ${theme}`}
    >
      <Icon size={18} aria-hidden />
      <span className="hidden">
        Colours: {theme}; change to {next}
      </span>
    </button>
  );
}
