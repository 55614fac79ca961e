// What newcomers have: folders of a dozen kinds, and the evidence that `slipway init` finds in them.
import { spawnSync } from 'node:child_process';

export interface NewcomerFolder {
  readonly files: Readonly<Record<string, string>>;
  readonly found: string;
  /** A program that such a folder needs, and that not every machine has. */
  readonly needs?: string;
}

const server = `import { createServer } from 'node:http';
createServer((_, response) => response.end('hello')).listen(process.env.PORT);
`;

export const newcomerFolders: Readonly<Record<string, NewcomerFolder>> = {
  'a static site': {
    files: { 'index.html': '<h1>Hello</h1>', 'style.css': 'h1 { color: teal }' },
    found: 'a static site',
  },
  'a site that a script builds with Vite': {
    // A vite of its own: the real one is fetched by npm.
    files: {
      'package.json': JSON.stringify({
        name: 'site',
        private: true,
        scripts: { build: 'vite build' },
        devDependencies: { vite: 'file:./vite' },
      }),
      'vite/package.json': JSON.stringify({ name: 'vite', version: '1.0.0', bin: { vite: 'cli.cjs' } }),
      'vite/cli.cjs':
        '#!/usr/bin/env node\nconst fs = require("fs"); fs.mkdirSync("dist", { recursive: true }); fs.copyFileSync("index.html", "dist/index.html");\n',
      'index.html': '<h1>Hello</h1>',
    },
    found: 'package.json: vite',
  },
  'a server for Node.js': {
    files: {
      'package.json': JSON.stringify({
        name: 'api',
        private: true,
        type: 'module',
        scripts: { start: 'node server.js', test: 'node --test' },
      }),
      'server.js': server,
      'server.test.js': "import { test } from 'node:test'; test('adds', () => {});\n",
    },
    found: 'server.js: listens',
  },
  'a package for Node.js': {
    files: {
      'package.json': JSON.stringify({ name: 'sums', private: true, scripts: { test: 'node --test' } }),
      'index.js': 'exports.sum = (a, b) => a + b;\n',
      'index.test.js':
        "require('node:test').test('adds', () => require('node:assert').equal(require('./index.js').sum(1, 2), 3));\n",
    },
    found: 'package.json',
  },
  'a project in Python': {
    files: {
      'pyproject.toml': '[tool.pytest.ini_options]\n',
      'sums.py': 'def total(a, b):\n    return a + b\n',
    },
    found: 'pyproject.toml',
  },
  'a Makefile': {
    files: { Makefile: 'all:\n\t@echo built\n\ntest:\n\t@echo tested\n' },
    found: 'Makefile',
  },
  'scripts for a shell': { files: { 'backup.sh': '#!/bin/sh\necho saved\n' }, found: 'backup.sh' },
  'a template of CloudFormation': {
    files: {
      'template.yml':
        'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  Level:\n    Type: AWS::SSM::Parameter\n    Properties: { Type: String, Value: debug }\nOutputs:\n  Level: { Value: !GetAtt Level.Value }\n',
    },
    found: 'a template of CloudFormation',
  },
  'an assembly of the CDK': {
    files: {
      'cdk.out/Shop.template.json': JSON.stringify({
        Resources: { Level: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'debug' } } },
      }),
    },
    found: 'cdk.out/Shop.template.json',
  },
  'a revision for CodeDeploy': {
    files: {
      'appspec.yml':
        'version: 0.0\nos: linux\nfiles:\n  - source: app.txt\n    destination: /opt/app\nhooks:\n  ValidateService:\n    - location: check.sh\n',
      'app.txt': 'hello\n',
      'check.sh': '#!/bin/sh\ntest -f "${SLIPWAY_HOST_ROOT:-}/opt/app/app.txt"\n',
    },
    found: 'appspec.yml',
  },
  'a buildspec next to sources': {
    files: {
      'buildspec.yml': 'version: 0.2\nphases:\n  build:\n    commands: [echo built]\n',
      'package.json': '{"name":"x"}',
    },
    found: 'buildspec.yml',
  },
  'a server in Go': {
    files: {
      'go.mod': 'module example.com/app\n\ngo 1.21\n',
      // What it reads while it runs is delivered next to it.
      'main.go':
        'package main\n\nimport (\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\tpage, err := os.ReadFile("pages/index.html")\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\thttp.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { w.Write(page) })\n\thttp.ListenAndServe(":"+os.Getenv("PORT"), nil)\n}\n',
      'pages/index.html': 'hello',
    },
    found: 'a server in Go',
    needs: 'go',
  },
  'a server in Rust': {
    files: {
      'Cargo.toml': '[package]\nname = "greeter"\nversion = "0.1.0"\nedition = "2021"\n',
      'src/main.rs': `use std::io::{Read, Write};
use std::net::TcpListener;

fn main() {
    let port = std::env::var("PORT").unwrap_or_else(|_| "8080".into());
    let listener = TcpListener::bind(format!("0.0.0.0:{port}")).unwrap();
    for stream in listener.incoming() {
        let mut stream = stream.unwrap();
        let mut request = [0; 1024];
        let _ = stream.read(&mut request);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\\r\\ncontent-length: 5\\r\\nconnection: close\\r\\n\\r\\nhello");
    }
}
`,
    },
    found: 'a server in Rust',
    needs: 'cargo',
  },
  'a server in PHP': {
    files: { 'index.php': '<?php echo "hello";\n' },
    found: 'a server in PHP',
    needs: 'php',
  },
  'a server in Ruby': {
    files: {
      Gemfile: "source 'https://rubygems.org'\ngem 'rack'\ngem 'rackup'\ngem 'webrick'\n",
      'config.ru': "run ->(_env) { [200, { 'content-type' => 'text/plain' }, ['hello']] }\n",
    },
    found: 'a server in Ruby',
    needs: 'bundle',
  },
  'a project in Elixir': {
    files: {
      'mix.exs':
        'defmodule Sums.MixProject do\n  use Mix.Project\n  def project, do: [app: :sums, version: "0.1.0"]\nend\n',
      'lib/sums.ex': 'defmodule Sums do\n  def sum(a, b), do: a + b\nend\n',
      'test/test_helper.exs': 'ExUnit.start()\n',
      'test/sums_test.exs':
        'defmodule SumsTest do\n  use ExUnit.Case\n  test "adds", do: assert(Sums.sum(1, 2) == 3)\nend\n',
    },
    found: 'mix.exs',
    needs: 'mix',
  },
  'a project for .NET': {
    files: {
      'Sums.csproj':
        '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>\n',
      'Sums.cs': 'public static class Sums { public static int Sum(int a, int b) => a + b; }\n',
    },
    found: 'Sums.csproj',
    needs: 'dotnet',
  },
  'a crate of Rust': {
    files: {
      'Cargo.toml': '[package]\nname = "sums"\nversion = "0.1.0"\nedition = "2021"\n',
      'src/lib.rs':
        'pub fn sum(a: i32, b: i32) -> i32 { a + b }\n\n#[test]\nfn adds() { assert_eq!(sum(1, 2), 3); }\n',
    },
    found: 'Cargo.toml',
    needs: 'cargo',
  },
};

/** Whether this machine has what such a folder needs. */
export function hasNeeded({ needs }: NewcomerFolder): boolean {
  return needs === undefined || spawnSync(needs, ['--help'], { stdio: 'ignore' }).error === undefined;
}
