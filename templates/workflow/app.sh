#!/bin/sh
echo "Hello from {{name}}"
