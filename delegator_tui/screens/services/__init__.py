"""What the dashboard does beside showing: plain objects that the app owns."""
