import { useState } from 'react';
import { Dashboard } from './dashboard.jsx';
import { SignIn } from './sign-in.jsx';

const kept = 'cloud-health-token';

export function App() {
  const [token, setToken] = useState(() => sessionStorage.getItem(kept));
  const enter = (given) => {
    sessionStorage.setItem(kept, given);
    setToken(given);
  };
  const leave = () => {
    sessionStorage.removeItem(kept);
    setToken(null);
  };
  return (
    <>
      <header>
        <h1>Cloud Health</h1>
        <small>
          {import.meta.env.REACT_APP_ENVIRONMENT ?? 'development'} {import.meta.env.REACT_APP_VERSION ?? ''}
        </small>
        {token && <button onClick={leave}>Sign out</button>}
      </header>
      <main>{token ? <Dashboard token={token} onRefused={leave} /> : <SignIn onToken={enter} />}</main>
    </>
  );
}
