// Projects as their own generators write them, each with the commands of a newcomer. What has no generator that a registry
// gives is written as its initializer or its guide writes it.
import { springProject } from './spring-project.ts';
import { samProject } from './sam-project.ts';

export interface GeneratedFolder {
  /** Programs that make or build it. */
  readonly needs: readonly string[];
  /** The commands of the generator, in the empty folder; not counted. */
  readonly make?: readonly string[];
  /** Written after them. */
  readonly files?: Readonly<Record<string, string>>;
  /** What `slipway` says that it saw. */
  readonly found: string;
  /** After `slipway`; absent: `slipway init --yes` and `slipway run`. */
  readonly commands?: readonly (readonly string[])[];
  /** What the address answers that the run ends with; absent where nothing is deployed that has one. */
  readonly answers?: RegExp;
  /** An engine of Docker is opened for it, where images of the guide's names can be found. */
  readonly isContainer?: boolean;
}

const venv = (packages: string) => `python3 -m venv ../tools && ../tools/bin/pip install -q ${packages}`;

export const generatedFolders: Readonly<Record<string, GeneratedFolder>> = {
  'a static site': {
    needs: [],
    files: {
      'index.html': '<!doctype html><title>Hello</title><h1>Hello</h1>\n',
      'style.css': 'h1 { color: teal }\n',
    },
    found: 'a static site',
    answers: /<h1>Hello/,
  },
  'Vite (create-vite, react-ts)': {
    needs: ['npx'],
    make: ['npx --yes create-vite . --template react-ts --no-interactive'],
    found: 'a site that Vite builds',
    answers: /<div id="root">/,
  },
  'Express (express-generator)': {
    needs: ['npx'],
    make: ['npx --yes express-generator . --no-view --force'],
    found: 'a server for Node.js',
    answers: /Express/,
  },
  'Django (django-admin startproject)': {
    needs: ['python3'],
    make: [venv('django'), '../tools/bin/django-admin startproject shop .'],
    found: 'a server in Python (Django)',
    answers: /<html/,
  },
  'FastAPI (fastapi-new)': {
    needs: ['python3'],
    make: [venv('fastapi-new uv'), 'PATH="$PWD/../tools/bin:$PATH" fastapi-new'],
    found: 'a server in Python (FastAPI)',
    answers: /Hello World/,
  },
  'Go (go mod init)': {
    needs: ['go'],
    make: ['go mod init example.com/hello'],
    files: {
      'main.go': `package main

import (
	"fmt"
	"log"
	"net/http"
)

func handler(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintf(w, "Hi there, I love %s!", r.URL.Path[1:])
}

func main() {
	http.HandleFunc("/", handler)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`,
    },
    found: 'a server in Go',
    answers: /Hi there/,
  },
  'Spring Boot, by Maven (start.spring.io)': {
    needs: ['mvn', 'java'],
    make: ['mvn -q wrapper:wrapper'],
    files: springProject,
    found: 'a server in Java (Spring Boot)',
    answers: /Hello World/,
  },
  'Rust (cargo new)': {
    needs: ['cargo'],
    make: ['cargo init --vcs none --name hello -q'],
    found: 'a project in Rust',
  },
  // An engine of tests has no way to a registry: no package is installed in the image.
  'a Dockerfile (an image with Node.js)': {
    needs: ['dockerd'],
    files: {
      Dockerfile: `FROM node:24-bookworm-slim
WORKDIR /usr/src/app
COPY . .
EXPOSE 3000
CMD ["node", "server.js"]
`,
      'server.js': `const { createServer } = require('node:http');
createServer((_, response) => response.end('Hello from an image')).listen(process.env.PORT || 3000);
`,
    },
    found: 'a service in a container',
    answers: /Hello from an image/,
    isContainer: true,
  },
  'SAM (hello-world of sam init)': {
    needs: ['python3'],
    files: samProject,
    found: 'a serverless application (SAM)',
    answers: /hello world/,
  },
  Terraform: {
    needs: ['terraform'],
    files: {
      'main.tf': `terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_s3_bucket" "site" {
  bucket_prefix = "site-"
}

resource "aws_s3_bucket_versioning" "site" {
  bucket = aws_s3_bucket.site.id

  versioning_configuration {
    status = "Enabled"
  }
}

output "bucket" {
  value = aws_s3_bucket.site.bucket
}
`,
    },
    found: 'infrastructure in Terraform',
  },
  "a workflow (GitHub's Node.js starter)": {
    needs: ['npx', 'git'],
    make: ['npx --yes express-generator . --no-view --force', 'npm install --package-lock-only'],
    files: {
      'app.test.js':
        "const test = require('node:test');\ntest('the app loads', () => require('node:assert').ok(require('./app')));\n",
      '.github/workflows/node.js.yml': `name: Node.js CI

on:
  push:
    branches: [ "main" ]
  pull_request:
    branches: [ "main" ]

jobs:
  build:

    runs-on: ubuntu-latest

    strategy:
      matrix:
        node-version: [20.x, 22.x, 24.x]

    steps:
    - uses: actions/checkout@v4
    - name: Use Node.js \${{ matrix.node-version }}
      uses: actions/setup-node@v4
      with:
        node-version: \${{ matrix.node-version }}
        cache: 'npm'
    - run: npm ci
    - run: npm run build --if-present
    - run: npm test --if-present
`,
    },
    found: 'a workflow of GitHub',
    commands: [['slipway', 'run', '.github/workflows/node.js.yml']],
  },
  'a buildspec alone': {
    needs: [],
    files: {
      'buildspec.yml': `version: 0.2
phases:
  build:
    commands:
      - mkdir -p out
      - date > out/built
artifacts:
  base-directory: out
  files:
    - '**/*'
`,
    },
    found: 'a buildspec of CodeBuild',
    commands: [['slipway', 'run', 'buildspec.yml']],
  },
};
