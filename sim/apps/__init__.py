"""The live pages and the server that brings them to a browser."""
