"""What `import sim` hands on; a researcher needs the names of `sim` itself and no more."""
